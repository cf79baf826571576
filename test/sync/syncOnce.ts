/**
 * A process of its own that syncs once, for tests that kill it: `node syncOnce.ts <origin> <database>`.
 * Prints the pass's outcome when it gets that far.
 */
import { createGoogleSource } from '../../main/google/client.ts';
import { openStore } from '../../main/store/open.ts';
import { createEngine } from '../../main/sync/engine.ts';
import { ok } from '../../shared/result.ts';

const [origin = '', path = ''] = process.argv.slice(2);
const opened = openStore({ path, nowMs: Date.now() });
if (!opened.ok) throw new Error(opened.problem.cause);
const store = opened.value;
const token = async () => ok('any');
const source = createGoogleSource({
  accountTokens: { accessToken: token, refreshAfter401: token },
  apiRoot: origin,
});
const engine = createEngine({
  clock: {
    now: Date.now,
    after: (delayMs, callback) => {
      const timer = setTimeout(callback, delayMs);
      return () => clearTimeout(timer);
    },
    random: Math.random,
  },
  store: store.sync,
  sourceFor: () => source,
  settings: () => ({ reachBack: 'everything' }),
  onStatus: () => {},
  onChanged: () => {},
});
const { outcome } = await engine.request('person');
await engine.stop();
store.close();
process.stdout.write(outcome);
