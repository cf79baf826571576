/**
 * A process that runs one pass against a fake Google, to be killed at any moment:
 * `node passChild.ts <database> <origin> <now in ms>`.
 */
import { openSyncing } from '../support/syncing.ts';

const [path = '', origin = '', nowText = '0'] = process.argv.slice(2);
const { store, engine, close } = openSyncing({
  path,
  origin,
  now: () => Number(nowText),
  reachBack: 'month',
});
if (store.notice !== null) throw new Error('the database does not open');
await engine.request('launch');
await close();
