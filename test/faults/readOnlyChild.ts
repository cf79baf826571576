/**
 * The app's life with a database that it may read but not write, in a process of its own because tests may
 * run as root, whom no mode stops: `node readOnlyChild.ts <database> <origin>`. Prints what it saw.
 */
import { createGoogleSource } from '../../main/google/client.ts';
import { openStore } from '../../main/store/open.ts';
import { createEngine } from '../../main/sync/engine.ts';
import type { CalendarId } from '../../shared/model.ts';
import { ok } from '../../shared/result.ts';

const [path = '', origin = ''] = process.argv.slice(2);
const opened = openStore({ path, nowMs: Date.now() });
if (!opened.ok) throw new Error(opened.problem.cause);
const store = opened.value;
const token = () => Promise.resolve(ok('any'));
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
  onBug: (bug) => {
    throw bug;
  },
});
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
await engine.stop();
store.close();
process.stdout.write(JSON.stringify(answer));
