/** Responses to an invitation: their icons and styles, and the person’s own. Colour is never the only difference. */
import { CircleCheck, CircleDashed, CircleHelp, CircleX, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Occurrence, ResponseStatus } from '../../shared/model.ts';
import { useWords } from '../ui/words.ts';
import styles from './Detail.module.css';

export const answerIcons: Readonly<Record<ResponseStatus, LucideIcon>> = {
  accepted: CircleCheck,
  tentative: CircleHelp,
  declined: CircleX,
  needsAction: CircleDashed,
};

export const answerLooks: Readonly<Record<ResponseStatus, string | undefined>> = {
  accepted: styles.accepted,
  tentative: styles.tentative,
  declined: styles.refused,
  needsAction: styles.unanswered,
};

/** Guests who will come are first. */
export const answerOrder: readonly ResponseStatus[] = ['accepted', 'tentative', 'needsAction', 'declined'];

interface OwnAnswerProps {
  readonly occurrence: Occurrence;
  /** The buttons to answer show the response. */
  readonly answersBelow: boolean;
}

/** The person's response, and whether the organiser has marked the meeting as tentative. */
export const OwnAnswer = ({ occurrence, answersBelow }: OwnAnswerProps): ReactNode => {
  const { messages } = useWords();
  const { selfResponse: answer, status } = occurrence;
  const Icon = answer === null ? null : answerIcons[answer];
  return (
    <>
      {answer === null || Icon === null || answersBelow ? null : (
        <p className={`${styles.answer} ${answerLooks[answer]}`}>
          <Icon size={15} aria-hidden="true" />
          {messages.detail.ownAnswer[answer]}
        </p>
      )}
      {status === 'tentative' ? <p>{messages.agenda.tentativeEvent}</p> : null}
    </>
  );
};
