/** A process that syncs and indexes alternately and endlessly, to be killed at any moment: `node … <path>`. */
import { openStore } from '../../../main/store/open.ts';
import { account, changed, deleted, single } from './events.ts';

const opened = openStore({ path: process.argv[2] ?? '', nowMs: Date.now() });
if (!opened.ok) throw new Error(JSON.stringify(opened.problem));
const { searchIndex, sync } = opened.value;
const calendars = sync.visibleCalendars(account);
const key = calendars.ok ? calendars.value[0]?.key : undefined;
if (key === undefined) throw new Error('no calendar');
const endAt = Date.now() + 20_000;
for (let turn = 0; Date.now() < endAt; turn += 1) {
  const ids = Array.from({ length: 30 }, (_, n) => (turn * 17 + n * 5) % 120);
  const events = ids.map((id) =>
    single(`e${id}`, { title: id % 3 === turn % 3 ? 'Budget' : 'Review', location: 'Oslo' }),
  );
  sync.commitChanges(key, turn, [...changed(...events), deleted(`e${(turn * 7) % 120}`)]);
  for (let slice = 0; slice < 1 + (turn % 3); slice += 1) searchIndex.step();
  process.stdout.write('.');
}
