/** The calendar list's part of a pass [S32]: which calendars an account has. */
import type { RemoteCalendar } from '../../shared/model.ts';
import { fail, ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import { ask, readPages } from './ask.ts';
import { calendarListFingerprint, calendarListMode } from './policy.ts';
import type { Mode, PassFailure } from './policy.ts';
import type { PassContext } from './passContext.ts';
import type { CalendarListPage, Source, SyncAccount } from './ports.ts';

type Items = CalendarListPage['items'];

/**
 * Brings an account's calendar list up to date. The list is small, so it is committed as a whole. A rejected token
 * leads to one full listing. Returns how many calendars were added, changed or removed.
 */
export const syncCalendarList = async (
  pass: PassContext,
  account: SyncAccount,
  source: Source,
  signal: AbortSignal,
): Promise<Result<number, PassFailure>> => {
  const mode = calendarListMode(account, pass.clock.now());
  const listed = await listCalendars(pass, account, source, signal, mode);
  if (listed.ok || listed.problem.kind !== 'fullSyncRequired' || mode === 'full') return listed;
  const dropped = pass.store.dropCalendarListToken(account.id);
  if (!dropped.ok) return fail({ kind: 'storageFailed', cause: dropped.problem.cause });
  return listCalendars(pass, account, source, signal, 'full');
};

const listCalendars = async (
  pass: PassContext,
  account: SyncAccount,
  source: Source,
  signal: AbortSignal,
  mode: Mode,
): Promise<Result<number, PassFailure>> => {
  const syncToken = mode === 'full' ? null : account.listSyncToken;
  const items: Items[number][] = [];
  const read = await readPages(
    (pageToken) =>
      ask({ clock: pass.clock, pace: pass.paceOf(account.id), signal }, (requestSignal) =>
        source.listCalendars({ syncToken, pageToken }, requestSignal),
      ),
    async (page) => {
      items.push(...page.items);
      return ok(null);
    },
  );
  if (!read.ok) return read;
  // Everyone has a primary calendar. A list without any calendar is a broken response; accepting it would remove
  // everything that is stored [S36].
  if (mode === 'full' && calendarsIn(items).length === 0) {
    return fail({ kind: 'unexpectedReply', detail: 'the calendar list was empty' });
  }
  await pass.turn();
  if (signal.aborted) return fail({ kind: 'aborted' });
  const committed = pass.store.commitCalendarList(account.id, {
    items,
    full: mode === 'full',
    syncToken: read.value,
    fingerprint: calendarListFingerprint,
    nowMs: pass.clock.now(),
  });
  return committed.ok ? committed : fail({ kind: 'storageFailed', cause: committed.problem.cause });
};

const calendarsIn = (items: Items): readonly RemoteCalendar[] =>
  items.flatMap((item) => (item.type === 'calendar' ? [item.calendar] : []));
