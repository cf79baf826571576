/**
 * The app with a database that it may read but not write. A separate process, because tests may run as root, for whom
 * no mode applies: `node readOnlyChild.ts <database> <origin>`. Prints what it saw.
 */
import type { CalendarId } from '../../shared/model.ts';
import { openSyncing } from '../support/syncing.ts';

const [path = '', origin = ''] = process.argv.slice(2);
const { store, engine, close } = openSyncing({ path, origin });
const shown = (): number => {
  const page = store.agenda.list({ from: '2026-11-01T00:00:00.000Z', to: '2027-03-01T00:00:00.000Z' });
  return page.ok ? page.value.occurrences.length : -1;
};
const before = shown();
const outcomes = [await engine.request('launch'), await engine.request('person')];
const hide = store.calendars.setVisible({ calendarId: 'team@example.com' as CalendarId, visible: false });
const answer = {
  notice: store.notice,
  shown: before,
  outcomes,
  phase: engine.status().phase,
  hide,
  shownAfter: shown(),
};
await close();
process.stdout.write(JSON.stringify(answer));
