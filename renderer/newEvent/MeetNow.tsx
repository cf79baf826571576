/**
 * A meeting that begins now, from the press to the link: what is still to happen, what went wrong, and the button to
 * join [W33]. It is sent at once: no one gets mail, so there is nothing to take back in time.
 */
import { Video } from 'lucide-react';
import { useCallback, useEffect, useRef, useState, type ReactNode } from 'react';
import { problemText } from '../../shared/messages/problemText.ts';
import type { Occurrence } from '../../shared/model.ts';
import type { Problem } from '../../shared/problems.ts';
import { ok, type Result } from '../../shared/result.ts';
import type { CalendarChoice, OutboxItem, WritingState } from '../../shared/writing.ts';
import type { Accounts } from '../data/useAccounts.ts';
import { onAgendaChanged, useLive } from '../data/useLive.ts';
import { CopyLink, JoinButton } from '../occurrence/Join.tsx';
import { Notice } from '../status/Notice.tsx';
import { useAct } from '../ui/act.ts';
import { Button } from '../ui/Button.tsx';
import { useWords } from '../ui/words.ts';
import { calendarFor, meetingNow, writableCalendars } from './eventForm.ts';
import { meetNowStep, type SeenMeeting } from './meetNowStep.ts';

export interface MeetNowRequest {
  /** One id for one meeting: a second press is the same operation. */
  readonly opId: string;
  /** Null: the usual one. */
  readonly title: string | null;
  /** Null: the person's default, or their own. */
  readonly calendar: CalendarChoice | null;
}

interface MeetNowProps {
  readonly request: MeetNowRequest;
  readonly accounts: Accounts;
  readonly writing: WritingState;
  readonly defaultCalendar: CalendarChoice | null;
  readonly isOffline: boolean;
  readonly onShow: (occurrence: Occurrence) => void;
  readonly onClose: () => void;
}

const onChanges = (changed: () => void): (() => void) => {
  const stops = [onAgendaChanged(changed), window.jarvis.outbox.onChanged(changed)];
  return () => stops.forEach((stop) => stop());
};

export const MeetNow = (props: MeetNowProps): ReactNode => {
  const { request, accounts, writing, defaultCalendar, isOffline, onShow, onClose } = props;
  const { messages, format } = useWords();
  const texts = messages.newEvent.meet;
  const act = useAct();
  const [submitted, setSubmitted] = useState<OutboxItem | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const { opId } = request;

  const writable = writableCalendars(accounts.calendars ?? [], writing);
  const calendar = calendarFor(writable, request.calendar, defaultCalendar);
  /** It is known which calendars there are, and that none of them can be changed. */
  const hasNoCalendar = writing.anyOn && accounts.calendars !== null && calendar === null;

  const submit = async (): Promise<void> => {
    if (calendar === null) return;
    setProblem(null);
    const title = request.title ?? messages.newEvent.meetNowTitle;
    const preview = await window.jarvis.edits.preview({
      draft: meetingNow(title, calendar, Date.now(), format.timeZone),
    });
    if (!preview.ok) return setProblem(preview.problem);
    const reply = await window.jarvis.edits.submit({ opId, token: preview.value.token, notify: 'none' });
    if (!reply.ok) return setProblem(reply.problem);
    setSubmitted(reply.value);
    // Ends the time to undo.
    await window.jarvis.outbox.retry({ opId });
  };
  const isAsked = useRef(false);
  useEffect(() => {
    if (isAsked.current || calendar === null) return;
    isAsked.current = true;
    void submit();
  });

  const ref = submitted?.ref ?? null;
  const load = useCallback(async (): Promise<Result<SeenMeeting | null, Problem>> => {
    if (ref === null) return ok(null);
    const list = await window.jarvis.outbox.list();
    if (!list.ok) return list;
    const event = await window.jarvis.agenda.get(ref);
    return ok({
      item: list.value.find((one) => one.opId === opId) ?? null,
      event: event.ok ? event.value : null,
    });
  }, [ref, opId]);
  const { value } = useLive(load, onChanges);
  const step = meetNowStep({ seen: value, submitted, problem });
  const isOver = step.kind === 'gone';
  useEffect(() => {
    if (isOver) onClose();
  }, [isOver, onClose]);
  if (step.kind === 'gone') return null;

  const takeBack = (): void => {
    act(window.jarvis.outbox.undo({ opId }));
    onClose();
  };
  const text = hasNoCalendar
    ? messages.newEvent.noCalendar
    : step.kind === 'failed'
      ? `${texts.failed} ${problemText(messages, step.problem, format).sentence}`
      : step.kind === 'sending' && isOffline
        ? texts.offline
        : texts[step.kind];
  return (
    <Notice
      icon={Video}
      text={text}
      role="group"
      aria-label={messages.newEvent.meetNow}
      aria-live="polite"
      data-notice="meetNow"
    >
      {step.kind === 'ready' ? (
        <>
          <JoinButton occurrence={step.event} look="primary" label={texts.join}>
            {messages.agenda.join}
          </JoinButton>
          <CopyLink occurrence={step.event} />
        </>
      ) : null}
      {step.kind === 'ready' || step.kind === 'noLink' ? (
        <Button size="small" look="plain" onClick={() => onShow(step.event)}>
          {texts.show}
        </Button>
      ) : null}
      {step.kind === 'failed' ? (
        <Button
          size="small"
          onClick={() => (submitted === null ? void submit() : act(window.jarvis.outbox.retry({ opId })))}
        >
          {messages.outbox.choices.retry}
        </Button>
      ) : null}
      {step.kind === 'sending' && step.canUndo ? (
        <Button size="small" look="plain" onClick={takeBack}>
          {messages.app.cancel}
        </Button>
      ) : (
        <Button size="small" look="plain" onClick={onClose}>
          {messages.app.close}
        </Button>
      )}
    </Notice>
  );
};
