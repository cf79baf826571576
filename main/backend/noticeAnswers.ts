/**
 * Answers that are given with a button of a reminder's notification [O21]. Its text may come from anyone who sends an
 * invitation, so the buttons are offered only for meetings of people whose meetings the person has accepted before, in
 * this calendar; everyone else's are answered in the app, where the whole event is in view.
 */
import { randomUUID } from 'node:crypto';
import { refOf, type OccurrenceRef } from '../../shared/agenda.ts';
import type { AccountId, CalendarId, Occurrence, OccurrenceDetail } from '../../shared/model.ts';
import type { AnswerChoice } from '../../shared/pending.ts';
import type { Problem } from '../../shared/problems.ts';
import type { NoticeAnswering } from '../../shared/reminders.ts';
import type { Result } from '../../shared/result.ts';
import type { OutboxItem } from '../../shared/writing.ts';
import type { StoreFailure } from '../sync/ports.ts';
import type { WritingCalls } from './writingCalls.ts';

export interface NoticeAnswers {
  kindOf(occurrence: Occurrence): Promise<NoticeAnswering>;
  respond(occurrence: Occurrence, response: AnswerChoice): Promise<Result<OutboxItem, Problem>>;
  undo(opId: string): Result<null, Problem>;
}

export interface NoticeAnswerPorts {
  readonly writing: Pick<WritingCalls, 'prepare' | 'preview' | 'submit' | 'undo'>;
  readonly get: (ref: OccurrenceRef) => Result<OccurrenceDetail | null, StoreFailure>;
  readonly hasAcceptedFrom: (
    accountId: AccountId,
    calendarId: CalendarId,
    organizer: string,
  ) => Result<boolean, StoreFailure>;
}

export const createNoticeAnswers = ({ writing, get, hasAcceptedFrom }: NoticeAnswerPorts): NoticeAnswers => ({
  kindOf: async (occurrence) => {
    if (occurrence.selfResponse !== 'needsAction' || occurrence.isOthers === true) return 'none';
    await writing.prepare();
    const found = get(refOf(occurrence));
    if (!found.ok || found.value?.may.respond !== true) return 'none';
    const { organizer, accountId, calendarId, selfResponse } = found.value;
    if (selfResponse !== 'needsAction') return 'none';
    if (organizer?.self === true) return 'direct';
    const email = organizer?.email;
    const known = email === undefined ? null : hasAcceptedFrom(accountId, calendarId, email);
    return known?.ok === true && known.value ? 'direct' : 'inApp';
  },
  respond: async (occurrence, response) => {
    const preview = await writing.preview({
      draft: { kind: 'respond', ref: refOf(occurrence), scope: 'one', response, comment: null },
    });
    return preview.ok
      ? writing.submit({ opId: randomUUID(), token: preview.value.token, notify: 'all' })
      : preview;
  },
  undo: (opId) => writing.undo(opId),
});
