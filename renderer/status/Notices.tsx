import { CloudOff, Hourglass, KeyRound, LogIn, TriangleAlert, type LucideIcon } from 'lucide-react';
import { useId, useState, type ReactNode } from 'react';
import type { Settings } from '../../shared/settings.ts';
import { problemText, type CalendarName, type ProblemDo } from '../../shared/messages/problemText.ts';
import type { AccountId } from '../../shared/model.ts';
import type { Problem } from '../../shared/problems.ts';
import { Button } from '../ui/Button.tsx';
import { useWords } from '../ui/words.ts';
import { Notice } from './Notice.tsx';
import { SettledSweep, useSettledSweep } from './SettledSweep.tsx';

import { SweepNotice } from './SweepNotice.tsx';

interface ProblemNoticesProps {
  readonly problems: readonly Problem[];
  readonly calendarName: CalendarName;
  /** Returns null if there is only one account. */
  readonly accountName: (id: AccountId) => string | null;
  readonly nowMs: number;
  readonly onDo: (what: ProblemDo, problem: Problem) => void;
}

/** Problems that affect everything come before problems of one calendar. */
const urgency: Partial<Record<Problem['kind'], number>> = {
  signInRequired: 0,
  storageFailed: 1,
  offline: 2,
  proxyFailed: 2,
  rateLimited: 3,
  accessNotConfigured: 4,
  // It asks a question that only the person can answer.
  sweepHeld: 5,
};

const iconOf = (problem: Problem): LucideIcon => {
  if (problem.kind === 'offline' || problem.kind === 'proxyFailed') return CloudOff;
  if (problem.kind === 'rateLimited') return Hourglass;
  if (problem.kind === 'signInRequired' || problem.kind === 'signInFailed') return LogIn;
  return problem.kind === 'noKeyring' ? KeyRound : TriangleAlert;
};

/** Problems, each with a sentence and an action: the most urgent one, and the others on demand. */
export const ProblemNotices = (props: ProblemNoticesProps): ReactNode => {
  const { problems, calendarName, accountName, nowMs, onDo } = props;
  const { messages, format } = useWords();
  const [all, setAll] = useState(false);
  const [settled, setSettled] = useSettledSweep();
  const told = problems
    .filter((problem) => problem.kind !== 'cancelled' && problem.kind !== 'noKeyring')
    .toSorted((a, b) => (urgency[a.kind] ?? 9) - (urgency[b.kind] ?? 9))
    .map((problem) => ({
      problem,
      text: problemText(messages, problem, format, calendarName, { accountName, nowMs }),
    }));
  // Two calendars with the same problem share a sentence.
  const different = told.filter(
    ({ text }, index) => told.findIndex((other) => other.text.sentence === text.sentence) === index,
  );
  const shown = all ? different : different.slice(0, 1);
  return (
    <>
      <SettledSweep told={settled} />
      <div role="status">
        {shown.map(({ problem, text }, index) => {
          const { action } = text;
          const more =
            index === 0 && different.length > 1 ? (
              <Button size="small" look="plain" aria-expanded={all} onClick={() => setAll(!all)}>
                {all ? messages.sync.fewerProblems : messages.sync.moreProblems(different.length - 1)}
              </Button>
            ) : null;
          if (problem.kind === 'sweepHeld')
            return (
              <SweepNotice
                key={`${problem.accountId} ${problem.calendarId}`}
                problem={problem}
                sentence={text.sentence}
                onSettled={setSettled}
              >
                {more}
              </SweepNotice>
            );
          return (
            <Notice
              key={text.sentence}
              icon={iconOf(problem)}
              text={text.sentence}
              data-problem={problem.kind}
            >
              {action === undefined ? null : (
                <Button size="small" onClick={() => onDo(action.do, problem)}>
                  {action.label}
                </Button>
              )}
              {more}
            </Notice>
          );
        })}
      </div>
    </>
  );
};

interface KeyringNoticeProps {
  readonly onChoose: (choice: Settings['tokenStorage']) => void;
}

/** There is no keyring: the person chooses where to keep the sign-in (security property 8). */
export const KeyringNotice = ({ onChoose }: KeyringNoticeProps): ReactNode => {
  const { messages } = useWords();
  const [later, setLater] = useState(false);
  const hintId = useId();
  const { keyring } = messages;
  if (later) return null;
  return (
    <Notice
      icon={KeyRound}
      text={
        <>
          <strong>{keyring.title}</strong> {keyring.lead}
        </>
      }
      isWordy
      role="group"
      aria-label={keyring.title}
      data-notice="keyring"
    >
      {(['memory', 'file'] as const).map((choice) => (
        <p key={choice}>
          <Button size="small" aria-describedby={`${hintId}-${choice}`} onClick={() => onChoose(choice)}>
            {keyring[choice]}
          </Button>
          <small id={`${hintId}-${choice}`}>{keyring[`${choice}Hint`]}</small>
        </p>
      ))}
      <Button size="small" look="plain" onClick={() => setLater(true)}>
        {keyring.later}
      </Button>
    </Notice>
  );
};
