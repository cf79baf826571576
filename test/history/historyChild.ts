/** `node historyChild.ts <path>`: records meetings until it is killed, and prints each number once it is kept. */
import { createHistory } from '../../main/history/history.ts';
import { aRecord } from './aRecord.ts';

const history = createHistory({ path: process.argv[2] ?? '', now: Date.now });
for (let n = Number(process.argv[3] ?? 0); ; n += 1) {
  const added = history.use((table) => table.add([aRecord(n)]));
  if (!added.ok) throw new Error(JSON.stringify(added.problem));
  process.stdout.write(`${n}\n`);
  // Lets the pipe take it.
  // oxlint-disable-next-line no-await-in-loop
  await new Promise((resolve) => setImmediate(resolve));
}
