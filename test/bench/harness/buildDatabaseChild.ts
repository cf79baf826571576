/** A separate process that fills a database: `node buildDatabaseChild.ts <path> <singles> <masters> <aroundMs>`. */
import { startFakeGoogle } from '../../support/fakeGoogle/index.ts';
import { seededModel } from './seededModel.ts';
import { openBenchSyncing } from './syncing.ts';

const [path = '', singles = '0', masters = '0', aroundMs = '0'] = process.argv.slice(2);
const model = seededModel({ singles: Number(singles), masters: Number(masters) }, Number(aroundMs));
const google = await startFakeGoogle({ model });
google.oauth.settings.acceptAnyToken = true;
const syncing = openBenchSyncing({ path, origin: google.origin, fetch: google.fetch });
await syncing.pass();
await syncing.close();
await google.stop();
