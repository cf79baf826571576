/** Opens a store like the app and ends as by `kill -9`: `node dyingChild.ts <database>`. */
import { openStore } from '../../main/store/open.ts';

const opened = openStore({ path: process.argv[2] ?? '', nowMs: Date.now() });
if (!opened.ok) throw new Error(opened.problem.cause);
opened.value.sync.nextPassId();
process.kill(process.pid, 'SIGKILL');
