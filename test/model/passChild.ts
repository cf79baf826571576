/**
 * A process that runs one pass against a fake Google, to be killed at any moment:
 * `node passChild.ts <database> <origin> <now in ms>`.
 */
import { createGoogleSource } from '../../main/google/client.ts';
import { openStore } from '../../main/store/open.ts';
import { createEngine } from '../../main/sync/engine.ts';
import { ok } from '../../shared/result.ts';

const [path = '', origin = '', nowText = '0'] = process.argv.slice(2);
const now = (): number => Number(nowText);
const opened = openStore({ path, nowMs: now() });
if (!opened.ok || opened.value.notice !== null) throw new Error('the database does not open');
const source = createGoogleSource({
  accountTokens: { accessToken: async () => ok('first'), refreshAfter401: async () => ok('second') },
  apiRoot: origin,
  now,
});
const engine = createEngine({
  clock: {
    now,
    after: (delayMs, callback) => {
      const timer = setTimeout(callback, delayMs);
      return () => clearTimeout(timer);
    },
    random: Math.random,
  },
  store: opened.value.sync,
  sourceFor: () => source,
  settings: () => ({ reachBack: 'month' }),
  onStatus: () => {},
  onChanged: () => {},
});
await engine.request('launch');
opened.value.close();
