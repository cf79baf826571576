/** Which calendars a pass audits: those that were requested, or those that are due [S11]. */
import type { AccountId, CalendarId } from '../../shared/model.ts';
import { AUDITS_PER_PASS, eventsFingerprint, isAuditDue } from './policy.ts';
import type { ReachBack } from './policy.ts';
import type { Clock, SyncCalendar, SyncStore } from './ports.ts';

/** The calendars to audit: all visible ones, an account's, or those with one id. */
export interface AuditScope {
  readonly accountId?: AccountId;
  readonly calendarId?: CalendarId;
}

/** What a pass audits: what was requested, or what is due. */
export type Audits = readonly AuditScope[] | 'due';

export interface AuditChoice {
  /** Selects the calendars to audit from an account's visible ones. */
  choose(audits: Audits): (calendars: readonly SyncCalendar[]) => readonly SyncCalendar[];
  /** Also false if the store cannot be read. */
  isSomeDue(): boolean;
}

export const createAuditChoice = (
  store: Pick<SyncStore, 'accounts' | 'visibleCalendars'>,
  clock: Clock,
  reachBack: () => ReachBack,
): AuditChoice => {
  const dueOnes = (calendars: readonly SyncCalendar[]): readonly SyncCalendar[] => {
    const fingerprint = eventsFingerprint(reachBack());
    return calendars
      .filter((calendar) => isAuditDue(calendar, fingerprint, clock.now()))
      .slice(0, AUDITS_PER_PASS);
  };
  return {
    choose: (audits) => (calendars) =>
      audits === 'due'
        ? dueOnes(calendars)
        : calendars.filter((calendar) => audits.some((scope) => isNamed(calendar, scope))),
    isSomeDue: () => {
      const accounts = store.accounts();
      if (!accounts.ok) return false;
      return accounts.value.some(({ id }) => {
        const calendars = store.visibleCalendars(id);
        return calendars.ok && dueOnes(calendars.value).length > 0;
      });
    },
  };
};

const isNamed = (calendar: SyncCalendar, { accountId, calendarId }: AuditScope): boolean =>
  (accountId === undefined || accountId === calendar.accountId) &&
  (calendarId === undefined || calendarId === calendar.calendarId);
