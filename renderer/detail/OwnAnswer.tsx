import type { ReactNode } from 'react';
import type { Occurrence } from '../../shared/model.ts';
import { useWords } from '../ui/words.ts';
import { answerIcons, answerLooks } from './answers.ts';
import styles from './Detail.module.css';

/** The person's response, and whether the organiser has marked the meeting as tentative. */
export const OwnAnswer = ({ occurrence }: { readonly occurrence: Occurrence }): ReactNode => {
  const { messages } = useWords();
  const { selfResponse: answer, status } = occurrence;
  const Icon = answer === null ? null : answerIcons[answer];
  return (
    <>
      {answer === null || Icon === null ? null : (
        <p className={`${styles.answer} ${answerLooks[answer]}`}>
          <Icon size={15} aria-hidden="true" />
          {messages.detail.ownAnswer[answer]}
        </p>
      )}
      {status === 'tentative' ? <p>{messages.agenda.tentativeEvent}</p> : null}
    </>
  );
};
