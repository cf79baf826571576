/**
 * A process that syncs endlessly, to be killed at any moment: pass p lists the events of `listing(p)`, page by page,
 * and ends with the token `token-p`. Run as `node killedChild.ts <path> <first pass>`.
 */
import { fileURLToPath } from 'node:url';
import type { CalendarId, RemoteChange } from '../../../shared/model.ts';
import { openStore } from '../../../main/store/open.ts';
import type { CalendarKey, SyncStore } from '../../../main/sync/ports.ts';
import { changed, deleted, single } from './events.ts';

const PAGE = 20;

/** 160 events that are in every pass, and 40 of its own that the next pass does not have. */
export const listing = (pass: number): RemoteChange[] =>
  changed(
    ...Array.from({ length: 200 }, (_, n) =>
      single(n < 160 ? `always-${n}` : `only-${pass}-${n}`, {
        title: `pass ${pass}`,
        description: 'Agenda '.repeat(30),
      }),
    ),
  );

/** One full pass. */
export const fullPass = (
  sync: SyncStore,
  key: CalendarKey,
  pass: number,
  onPage: () => void = () => {},
): void => {
  const changes = listing(pass);
  for (let from = 0; from < changes.length; from += PAGE) {
    sync.commitChanges(key, pass, changes.slice(from, from + PAGE));
    onPage();
  }
  sync.commitChanges(key, pass, [deleted(`only-${pass - 1}-160`)]);
  sync.finishCalendar(key, {
    passId: pass,
    sweep: { timeMinMs: null, nowMs: Date.now(), decide: () => ({ action: 'sweep' }) },
    syncToken: `token-${pass}`,
    fingerprint: 'f1',
    defaultReminders: null,
    nowMs: Date.now(),
  });
};

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [path = '', first = '1'] = process.argv.slice(2);
  const opened = openStore({ path, nowMs: Date.now() });
  if (!opened.ok) throw new Error(JSON.stringify(opened.problem));
  const { sync } = opened.value;
  const calendars = sync.visibleCalendars('google:ada@example.com' as never);
  const key = calendars.ok
    ? calendars.value.find((c) => c.calendarId === ('ada@example.com' as CalendarId))?.key
    : null;
  if (key == null) throw new Error('no calendar');
  const endAt = Date.now() + 20_000;
  for (let pass = Number(first); Date.now() < endAt; pass++)
    fullPass(sync, key, pass, () => process.stdout.write('.'));
}
