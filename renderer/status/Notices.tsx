import { CloudOff, Hourglass, KeyRound, LogIn, TriangleAlert, type LucideIcon } from 'lucide-react';
import { useId, useState, type ReactNode } from 'react';
import { problemText, type CalendarName, type ProblemDo } from '../../shared/messages/problemText.ts';
import type { AccountId } from '../../shared/model.ts';
import type { Problem } from '../../shared/problems.ts';
import type { Settings } from '../../shared/settings.ts';
import { Button } from '../ui/Button.tsx';
import { useWords } from '../ui/words.ts';
import { Notice } from './Notice.tsx';
import { SettledSweep, SweepNotice, useSettledSweep } from './Sweep.tsx';

interface ProblemNoticesProps {
  /** The worst first. */
  readonly problems: readonly Problem[];
  readonly calendarName: CalendarName;
  /** Returns null if there is only one account. */
  readonly accountName: (id: AccountId) => string | null;
  readonly nowMs: number;
  readonly onDo: (what: ProblemDo, problem: Problem) => void;
  /** The question that a missing keyring asks, with the button for further problems in it. */
  readonly keyring: (more: ReactNode) => ReactNode;
}

const iconOf = (problem: Problem): LucideIcon => {
  if (problem.kind === 'proxyFailed') return CloudOff;
  if (problem.kind === 'rateLimited') return Hourglass;
  return problem.kind === 'signInRequired' || problem.kind === 'signInFailed' ? LogIn : TriangleAlert;
};

/** Problems, each with a sentence and an action: the worst one, and the others on demand. */
export const ProblemNotices = (props: ProblemNoticesProps): ReactNode => {
  const { problems, calendarName, accountName, nowMs, onDo, keyring } = props;
  const { messages, format } = useWords();
  const [all, setAll] = useState(false);
  const [settled, setSettled] = useSettledSweep();
  const told = problems.map((problem) => ({
    problem,
    text: problemText(messages, problem, format, calendarName, { accountName, nowMs }),
  }));
  // Two calendars with the same problem share a sentence.
  const different = told.filter(
    ({ text }, index) => told.findIndex((other) => other.text.sentence === text.sentence) === index,
  );
  const shown = all ? different : different.slice(0, 1);
  const more =
    different.length < 2 ? null : (
      <Button size="small" look="plain" aria-expanded={all} onClick={() => setAll(!all)}>
        {all ? messages.sync.fewerProblems : messages.sync.moreProblems(different.length - 1)}
      </Button>
    );
  return (
    <>
      <SettledSweep told={settled} />
      <div role="status">
        {shown.map(({ problem, text: { sentence, action } }, index) => {
          const after = index === 0 ? more : null;
          if (problem.kind === 'noKeyring') return <div key="noKeyring">{keyring(after)}</div>;
          if (problem.kind === 'sweepHeld')
            return (
              <SweepNotice
                key={`${problem.accountId} ${problem.calendarId}`}
                problem={problem}
                sentence={sentence}
                onSettled={setSettled}
              >
                {after}
              </SweepNotice>
            );
          return (
            <Notice key={sentence} icon={iconOf(problem)} text={sentence} data-problem={problem.kind}>
              {action === undefined ? null : (
                <Button size="small" onClick={() => onDo(action.do, problem)}>
                  {action.label}
                </Button>
              )}
              {after}
            </Notice>
          );
        })}
      </div>
    </>
  );
};

interface KeyringNoticeProps {
  readonly onChoose: (choice: Settings['tokenStorage']) => void;
  readonly onLater: () => void;
  /** The button that shows further problems. */
  readonly children: ReactNode;
}

/** There is no keyring: the person chooses where to keep the sign-in (security property 8). */
export const KeyringNotice = ({ onChoose, onLater, children }: KeyringNoticeProps): ReactNode => {
  const { messages } = useWords();
  const hintId = useId();
  const { keyring } = messages;
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
      <Button size="small" look="plain" onClick={onLater}>
        {keyring.later}
      </Button>
      {children}
    </Notice>
  );
};
