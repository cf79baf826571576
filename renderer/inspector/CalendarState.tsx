import { ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { problemText } from '../../shared/messages/problemText.ts';
import type { AccountId } from '../../shared/model.ts';
import type { CalendarInspection } from '../../shared/syncReport.ts';
import type { Words } from '../../shared/text/words.ts';
import { SettledSweep, SweepChoice, useSettledSweep } from '../status/Sweep.tsx';
import { Dotted } from '../ui/Facts.tsx';
import warned from '../ui/Warned.module.css';
import { agoOf } from '../ui/when.ts';
import { useWords } from '../ui/words.ts';
import { auditText, driftParts } from './figures.ts';
import styles from './Inspector.module.css';

interface CalendarStateProps {
  readonly accountId: AccountId;
  readonly calendar: CalendarInspection;
  readonly nowMs: number;
}

/** One calendar: last sync, number of events, last check; the rest on demand. A held sweep is always visible. */
export const CalendarState = ({ accountId, calendar, nowMs }: CalendarStateProps): ReactNode => {
  const words = useWords();
  const { messages, format } = words;
  const { calendarId, name, heldSweep, keptRows } = calendar;
  const [settled, setSettled] = useSettledSweep();
  const facts = detailsOf(calendar, nowMs, words);
  return (
    <li className={styles.calendar} data-calendar={calendarId}>
      <details>
        <summary>
          <ChevronRight size={14} aria-hidden="true" data-turns />
          <span className={styles.words}>
            <strong dir="auto">{name}</strong>
            <small>
              <Dotted parts={summaryOf(calendar, nowMs, words)} />
            </small>
          </span>
        </summary>
        <dl className={styles.facts} aria-label={messages.inspector.details(name)}>
          {facts.map(([term, said]) => (
            <div key={term}>
              <dt>{term}</dt>
              <dd>{said}</dd>
            </div>
          ))}
        </dl>
      </details>
      {heldSweep === null ? null : (
        <div className={`${warned.warned} ${styles.held}`}>
          <p>
            {
              problemText(
                messages,
                { kind: 'sweepHeld', accountId, calendarId, ...heldSweep },
                format,
                () => name,
              ).sentence
            }
            <span className={styles.quiet}>{agoOf(Date.parse(heldSweep.since), nowMs, words)}</span>
          </p>
          <SweepChoice
            calendar={{ accountId, calendarId }}
            count={heldSweep.count}
            upcoming={heldSweep.upcoming}
            onSettled={setSettled}
          />
        </div>
      )}
      <SettledSweep told={settled} />
      {keptRows === null || keptRows === 0 ? null : (
        <p className={styles.kept}>{messages.inspector.kept(keptRows)}</p>
      )}
    </li>
  );
};

/** Returns the texts of the line under the name. */
const summaryOf = (calendar: CalendarInspection, nowMs: number, words: Words): readonly string[] => {
  const { inspector } = words.messages;
  if (!calendar.visible) return [inspector.hidden];
  const { lastSuccessAt, eventsStored } = calendar;
  return [
    lastSuccessAt === null
      ? inspector.notSynced
      : inspector.synced(agoOf(Date.parse(lastSuccessAt), nowMs, words)),
    inspector.events(words.format.number(eventsStored), eventsStored),
    auditText(calendar.lastAudit, nowMs, words),
  ].filter((part) => part !== null);
};

const detailsOf = (
  calendar: CalendarInspection,
  nowMs: number,
  words: Words,
): readonly (readonly [term: string, said: string])[] => {
  const { messages, format } = words;
  const { inspector } = messages;
  const ago = (at: string): string => agoOf(Date.parse(at), nowMs, words);
  const { lastSuccessAt, tokenSince, lastProblem, lastAudit, flawed, quarantined } = calendar;
  const audit = auditText(lastAudit, nowMs, words);
  const drift = lastAudit === null ? [] : driftParts(lastAudit, messages);
  const problem =
    lastProblem === null
      ? inspector.noProblem
      : inspector.problemAt(
          problemText(messages, lastProblem.problem, format, () => calendar.name, { nowMs }).sentence,
          ago(lastProblem.at),
        );
  return [
    [inspector.lastSuccess, lastSuccessAt === null ? inspector.never : ago(lastSuccessAt)],
    [inspector.token, tokenSince === null ? inspector.noToken : inspector.tokenSince(ago(tokenSince))],
    [inspector.stored, format.number(calendar.eventsStored)],
    [
      inspector.flawed,
      flawed + quarantined === 0 ? inspector.allReadable : inspector.flawedCounts(flawed, quarantined),
    ],
    [inspector.audit, [audit ?? inspector.notChecked, ...drift].join(' · ')],
    [inspector.lastProblem, problem],
  ];
};
