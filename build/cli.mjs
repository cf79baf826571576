/**
 * `npm run -s cli -- next`: the command line from source. It reads in plain Node; only `sync` starts Electron, whose
 * lock leads to the running app, or which syncs itself.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { projectRoot, runInForeground } from './processes.mjs';
import { platformFlags, setUp, startScript, toolEnvironment } from './setup.mjs';

await startScript(async (args) => {
  const { parseArguments } = await import('../main/cli/parseArguments.ts');
  const parsed = parseArguments(args);
  if (parsed.ok && parsed.value.kind === 'run' && parsed.value.line.command === 'sync') {
    return syncInElectron(parsed.value.line.format, parsed.value.profile);
  }
  const { version } = JSON.parse(readFileSync(path.join(projectRoot, 'package.json'), 'utf8'));
  const { runCli } = await import('../main/cli/cli.ts');
  return runCli({
    args,
    env: process.env,
    version,
    nowMs: Date.now,
    sync: () => ({ ok: false, problem: 'only Electron can sync' }),
    mcpThread: path.join(projectRoot, 'main/cli/mcp/thread.ts'),
  });
});

/**
 * @param {string} format
 * @param {string | null} profile
 */
async function syncInElectron(format, profile) {
  const { electron } = await setUp();
  const folder = profile === null ? [] : [`--user-data-dir=${path.resolve(profile)}`];
  return runInForeground(
    electron.executable,
    [...platformFlags(), projectRoot, 'sync', `--format=${format}`, ...folder],
    {
      env: toolEnvironment(electron),
    },
  );
}
