/**
 * A separate process that syncs once, for tests that kill it: `node syncOnce.ts <origin> <database>`. Prints the
 * pass's outcome if it gets that far.
 */
import { openSyncing } from '../support/syncing.ts';

const [origin = '', path = ''] = process.argv.slice(2);
const { engine, close } = openSyncing({ path, origin });
const { outcome } = await engine.request('person');
await close();
process.stdout.write(outcome);
