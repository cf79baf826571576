import { ShieldCheck } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { problemSentences, problemText } from '../../shared/messages/problemText.ts';
import type { AccountId } from '../../shared/model.ts';
import type { Problem } from '../../shared/problems.ts';
import type { AccountInspection, AuditReport, CalendarInspection } from '../../shared/syncReport.ts';
import type { Words } from '../../shared/text/words.ts';
import type { Sync } from '../data/useSync.ts';
import { Button } from '../ui/Button.tsx';
import { useWords } from '../ui/words.ts';
import { driftOf, driftParts, nameIn } from './figures.ts';
import styles from './Inspector.module.css';

interface CheckAllProps {
  readonly accounts: readonly AccountInspection[];
  readonly sync: Sync;
  readonly onChecked: () => void;
}

type Checked =
  | { readonly report: AuditReport; readonly problem: null }
  | { readonly report: null; readonly problem: Problem };

/** Lists all calendars in full and compares them with the store. */
export const CheckAll = ({ accounts, sync, onChecked }: CheckAllProps): ReactNode => {
  const words = useWords();
  const { messages } = words;
  const [checking, setChecking] = useState(false);
  const [checked, setChecked] = useState<Checked | null>(null);
  const check = (): void => {
    // The button stays enabled so that it keeps the focus. A second press does nothing while it is working.
    if (checking) return;
    setChecking(true);
    setChecked(null);
    void window.jarvis.sync.audit().then((reply) => {
      setChecking(false);
      setChecked(
        reply.ok ? { report: reply.value, problem: null } : { report: null, problem: reply.problem },
      );
      onChecked();
    });
  };
  const progress = sync.status?.progress ?? null;
  return (
    <div className={styles.action}>
      <span className={styles.words}>
        <strong>{messages.inspector.check}</strong>
        <small>{messages.inspector.checkHint}</small>
      </span>
      <Button onClick={check} aria-disabled={checking}>
        <ShieldCheck size={15} aria-hidden="true" />
        {checking ? messages.inspector.checking : messages.inspector.checkAll}
      </Button>
      <div role="status" className={styles.result} data-audit-result>
        {checking ? (
          <p className={styles.quiet}>
            {progress === null || progress.calendarsTotal === 0
              ? messages.inspector.checking
              : messages.inspector.checkingProgress(progress.calendarsDone, progress.calendarsTotal)}
          </p>
        ) : null}
        {checked === null ? null : <Outcome checked={checked} accounts={accounts} />}
      </div>
    </div>
  );
};

const Outcome = ({
  checked,
  accounts,
}: {
  readonly checked: Checked;
  readonly accounts: readonly AccountInspection[];
}): ReactNode => {
  const words = useWords();
  const lines = outcomeLines(checked, accounts, words);
  return lines.map((line, index) => (
    <p key={line} className={index === 0 ? styles.said : styles.quiet} dir="auto">
      {line}
    </p>
  ));
};

const outcomeLines = (
  { report, problem }: Checked,
  accounts: readonly AccountInspection[],
  { messages, format }: Words,
): readonly string[] => {
  const { inspector } = messages;
  if (report === null) return [problemText(messages, problem, format).sentence];
  const { audits, outcome } = report;
  const all = accounts.flatMap(({ calendars }) => calendars);
  const calendarsOf = (id: AccountId): readonly CalendarInspection[] =>
    accounts.find(({ account }) => account.id === id)?.calendars ?? [];
  const differences = audits.reduce((sum, audit) => sum + driftOf(audit), 0);
  const mended = audits
    .filter((audit) => driftOf(audit) > 0)
    .map((audit) => {
      const name =
        nameIn(calendarsOf(audit.accountId))(audit.calendarId) ?? messages.problems.aCalendarAtStart;
      return `${name}: ${driftParts(audit, messages).join(', ')}`;
    });
  const troubles = problemSentences(messages, outcome.problems, format, nameIn(all));
  const complete = outcome.outcome === 'succeeded';
  if (audits.length === 0) return [inspector.noneChecked, ...troubles];
  return [
    differences === 0 ? inspector.allInStep(audits.length) : inspector.mended(differences, audits.length),
    ...mended,
    ...(complete ? [] : [inspector.notAllChecked]),
    ...troubles,
  ];
};
