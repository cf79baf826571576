/** Responding to an invitation: Google Calendar's own page does that, since the app only reads. */
import { createContext, useContext, type ReactNode } from 'react';
import { refOf } from '../../shared/agenda.ts';
import type { AccountId, Occurrence } from '../../shared/model.ts';
import { useAct } from '../ui/act.ts';
import { Button } from '../ui/Button.tsx';
import { useWords } from '../ui/words.ts';
import styles from './Join.module.css';

/** The connected Google accounts. Events of the sample calendar have no page in Google Calendar. */
export const GoogleAccountsContext = createContext<ReadonlySet<AccountId>>(new Set());

/** Whether the event is an invitation that Google Calendar can show. */
export const canRespond = (
  { accountId, selfResponse }: Occurrence,
  google: ReadonlySet<AccountId>,
): boolean => selfResponse !== null && google.has(accountId);

export const useCanRespond = (occurrence: Occurrence): boolean =>
  canRespond(occurrence, useContext(GoogleAccountsContext));

/** The question mark of an invitation in the list. */
export const RespondMark = ({
  occurrence,
  title,
}: {
  readonly occurrence: Occurrence;
  readonly title: string;
}): ReactNode => {
  const act = useAct();
  const { messages } = useWords();
  const label = messages.agenda.respondTo(title);
  return (
    <button
      type="button"
      className={styles.question}
      aria-label={label}
      title={messages.detail.respond}
      onClick={() => act(window.jarvis.meeting.openToRespond(refOf(occurrence)))}
    >
      {messages.agenda.unanswered}
    </button>
  );
};

/** The same in an open event. */
export const RespondButton = ({ occurrence }: { readonly occurrence: Occurrence }): ReactNode => {
  const act = useAct();
  const { messages } = useWords();
  return (
    <Button
      size="small"
      className={styles.respond}
      title={messages.detail.respondHint}
      shortcut="respond"
      onClick={() => act(window.jarvis.meeting.openToRespond(refOf(occurrence)))}
    >
      {messages.detail.respond}
    </Button>
  );
};
