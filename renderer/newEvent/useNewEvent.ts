import { useCallback, useEffect, useRef, useState } from 'react';
import type { IsoDate } from '../../shared/model.ts';
import type { Problem } from '../../shared/problems.ts';
import type { QuickBase } from '../../shared/quickAdd.ts';
import type { Result } from '../../shared/result.ts';
import { plainPart } from '../../shared/text/plainText.ts';
import type { CalendarChoice, Notify, OutboxItem } from '../../shared/writing.ts';
import type { MeetNowRequest } from './MeetNow.tsx';
import { useToast } from '../ui/Toast.tsx';
import { useWords } from '../ui/words.ts';

export interface NewEvent {
  /** What the dialog begins with; null: closed. */
  readonly opened: { readonly base: QuickBase | null } | null;
  /** Begins an event on the shown day. */
  readonly start: () => void;
  /** Begins one at a chosen time. */
  readonly open: (base: QuickBase) => void;
  readonly close: () => void;
  /** The meeting that begins now, until its notice is closed; null: none. */
  readonly meeting: MeetNowRequest | null;
  /** Creates one. While there is one already, its notice gets the focus. */
  readonly meetNow: (title?: string | null, calendar?: CalendarChoice | null) => void;
  readonly closeMeeting: () => void;
  /** Says what was created, and offers to undo it while that is possible. Undone, `text` is a draft again. */
  readonly created: (item: OutboxItem, notify: Notify, text: string | null) => void;
}

interface NewEventOptions {
  /** Events are created in this app; otherwise on Google Calendar's page. */
  readonly here: boolean;
  /** The day that is shown; null: today. */
  readonly shownDay: () => IsoDate | null;
  readonly today: IsoDate;
  readonly act: (call: Promise<Result<unknown, Problem>>) => void;
}

/** The state of the dialog for a new event, which the tray can ask for, too, and what is said after it. */
export const useNewEvent = ({ here, shownDay, today, act }: NewEventOptions): NewEvent => {
  const { messages } = useWords();
  const texts = messages.newEvent;
  const toast = useToast();
  const [opened, setOpened] = useState<NewEvent['opened']>(null);
  const start = (): void => {
    const date = shownDay() ?? today;
    if (here) setOpened({ base: date === today ? null : { date } });
    else act(window.jarvis.calendars.newEvent({ date }));
  };
  const [meeting, setMeeting] = useState<MeetNowRequest | null>(null);
  const meetNow: NewEvent['meetNow'] = (title = null, calendar = null) => {
    if (meeting === null) setMeeting({ opId: crypto.randomUUID(), title, calendar });
    else document.querySelector<HTMLElement>('[data-notice="meetNow"] button')?.focus();
  };
  const latest = useRef({ start, meetNow });
  useEffect(() => {
    latest.current = { start, meetNow };
  });
  useEffect(
    () =>
      window.jarvis.edits.onNewRequested((what) => {
        if (what === 'meetNow') latest.current.meetNow();
        else latest.current.start();
      }),
    [],
  );

  const undo = async (opId: string, text: string | null): Promise<Result<unknown, Problem>> => {
    const reply = await window.jarvis.outbox.undo({ opId });
    if (!reply.ok) return reply;
    toast({ text: texts.undone, untilMs: null });
    return text === null ? reply : window.jarvis.edits.saveDraft({ draftId: crypto.randomUUID(), text });
  };
  return {
    opened,
    start,
    open: useCallback((base: QuickBase) => setOpened({ base }), []),
    close: useCallback(() => setOpened(null), []),
    meeting,
    meetNow,
    closeMeeting: useCallback(() => setMeeting(null), []),
    created: ({ opId, title, what, choices, undoUntilMs }, notify, text) => {
      const name = title === '' ? texts.untitled : plainPart(title, 60);
      const withCall = what.kind === 'create' && what.addMeet;
      toast({
        text: notify === 'all' ? texts.invited(name) : withCall ? texts.meeting : texts.created(name),
        untilMs: undoUntilMs,
        ...(choices.includes('undo') && {
          action: { label: texts.undo, onAction: () => act(undo(opId, text)) },
        }),
      });
    },
  };
};
