import { useContext } from 'react';
import { refOf } from '../../shared/agenda.ts';
import type { Occurrence } from '../../shared/model.ts';
import { canAnswer, type Answering } from '../answering/answering.ts';
import { focusAnswers } from '../answering/focusAnswers.ts';
import { toggled } from '../attention/chooseAttention.ts';
import { useMark } from '../attention/useMark.ts';
import type { Agenda } from '../data/useAgenda.ts';
import { keyOf } from '../occurrence/occurrence.ts';
import { canRespond, GoogleAccountsContext } from '../occurrence/Respond.tsx';
import { focusWhenThere } from '../ui/focusWhenThere.ts';
import type { MeetingNavigation } from './useMeetingNavigation.ts';
import type { Problems } from './useProblems.ts';

/** Each returns false if there is no event that it could mean. */
export interface EventActions {
  /** Goes to the answers, or to Google Calendar's own page where the app only reads. */
  readonly respond: () => boolean;
  readonly markDone: () => boolean;
  readonly mute: () => boolean;
  /** Opens the event, if it is not open, and puts the cursor into its note. */
  readonly writeNote: () => boolean;
  /** Opens the event, or else the next one, and goes to its brief. */
  readonly showBrief: () => boolean;
}

/** What keys do with the event that is open, else with that of the row with the focus. */
export const useEventActions = ({
  navigation: { opened, showMeeting },
  agenda,
  answering,
  problems,
  next,
}: {
  readonly navigation: Pick<MeetingNavigation, 'opened' | 'showMeeting'>;
  readonly agenda: Pick<Agenda, 'occurrences'>;
  readonly answering: Answering;
  readonly problems: Pick<Problems, 'act'>;
  /** Returns the next event. */
  readonly next: () => Occurrence | undefined;
}): EventActions => {
  const google = useContext(GoogleAccountsContext);
  const markEvent = useMark(problems.act);

  /** Returns the event as it is now. */
  const chosen = (): Occurrence | undefined => {
    const focused = document.activeElement?.closest<HTMLElement>('[data-row]')?.dataset['row'];
    const rowId = opened?.rowId ?? focused;
    return agenda.occurrences.find((each) => rowId?.startsWith(`${keyOf(each)} `)) ?? opened?.occurrence;
  };
  const respond = (): boolean => {
    const invitation = chosen();
    if (invitation === undefined) return false;
    if (canAnswer(invitation, answering)) {
      if (!focusAnswers(opened !== null)) showMeeting(invitation);
      return true;
    }
    if (!canRespond(invitation, google)) return false;
    problems.act(window.jarvis.meeting.openToRespond(refOf(invitation)));
    return true;
  };
  const mark = (level: 'done' | 'muted') => (): boolean => {
    const event = chosen();
    if (event === undefined) return false;
    markEvent(event, toggled(event, level));
    return true;
  };
  const goTo = (part: string, event: Occurrence | undefined): boolean => {
    if (event === undefined) return false;
    if (opened === null) showMeeting(event);
    focusWhenThere(part);
    return true;
  };
  return {
    respond,
    markDone: mark('done'),
    mute: mark('muted'),
    writeNote: () => goTo('[data-notes] textarea', chosen()),
    showBrief: () => goTo('[data-brief]', chosen() ?? next()),
  };
};
