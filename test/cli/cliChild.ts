/**
 * The command line as a process whose clock stands still: `node cliChild.ts <now> <arguments…>`. With `--follow`, the
 * clock goes on from there.
 */
import { join } from 'node:path';
import { runCli } from '../../main/cli/cli.ts';

const [now = '', ...args] = process.argv.slice(2);
const startedMs = Date.now();
const nowMs = (): number => Date.parse(now) + (args.includes('--follow') ? Date.now() - startedMs : 0);
process.exitCode = runCli({
  args,
  env: process.env,
  version: '1.2.3',
  nowMs,
  sync: () => ({ ok: false, problem: 'only the app can sync' }),
  mcpThread: join(import.meta.dirname, '../../main/cli/mcp/thread.ts'),
});
