import { Coffee, Video } from 'lucide-react';
import type { ReactNode } from 'react';
import { AnswerButtons, AnswerState } from '../answering/AnswerButtons.tsx';
import { canAnswer, useAnswering } from '../answering/answering.ts';
import type { AgendaChange } from '../../shared/agendaChanges.ts';
import type { OccurrenceRef } from '../../shared/agenda.ts';
import { HOUR_MS, MINUTE_MS } from '../../shared/durations.ts';
import { soonMs } from '../../shared/meetings.ts';
import type { Occurrence } from '../../shared/model.ts';
import { addDays, startOfDate } from '../../shared/text/days.ts';
import { displayTitle } from '../../shared/text/displayTitle.ts';
import type { Words } from '../../shared/text/words.ts';
import type { ChangeIndex } from '../changes/changeIndex.ts';
import { changeSentence, toldMs } from '../changes/changeSentence.ts';
import { HeroBrief } from '../laterParts.ts';
import { focusWhenThere } from '../ui/focusWhenThere.ts';
import { DoneButton } from '../attention/DoneButton.tsx';
import { CopyLink, JoinButton } from '../occurrence/Join.tsx';
import { keyOf, placeOf, serviceOf } from '../occurrence/occurrence.ts';
import { overlapText, shortTitle } from '../occurrence/overlap.ts';
import { Facts } from '../ui/Facts.tsx';
import { Hidden } from '../ui/Hidden.tsx';
import { useWords } from '../ui/words.ts';
import { chooseNext, type NextMeeting } from './chooseNext.ts';
import styles from './Hero.module.css';
import { Ring } from './Ring.tsx';

interface HeroProps {
  /** Null before the first reply. */
  readonly upcoming: readonly Occurrence[] | null;
  /** Calendars are being loaded for the first time, so a meeting that comes sooner may still arrive. */
  readonly loading: boolean;
  readonly nowMs: number;
  readonly changes: ChangeIndex;
  /** How long before a meeting its brief is shown; 0: never. */
  readonly briefMinutes: number;
  readonly onOpen: (occurrence: Occurrence) => void;
  readonly onOpenRef: (meeting: OccurrenceRef) => void;
}

/** What is now and next, with the Join button. */
export const Hero = ({
  upcoming,
  loading,
  nowMs,
  changes,
  briefMinutes,
  onOpen,
  onOpenRef,
}: HeroProps): ReactNode => {
  const { messages, format } = useWords();
  const answering = useAnswering();
  if (upcoming === null) return null;
  const chosen = chooseNext(upcoming, nowMs);
  const today = format.dateOf(nowMs);
  // Today's, or so soon after midnight that it counts as today's.
  const near =
    chosen !== null && (format.dateOf(chosen.startMs) === today || chosen.startMs - nowMs <= HOUR_MS);
  if (chosen === null || !(chosen.running || near)) {
    if (loading) return null;
    return <FreeHero chosen={chosen} nowMs={nowMs} changes={changes} onOpen={onOpen} />;
  }
  const { occurrence } = chosen;
  const title = displayTitle(occurrence, messages);
  const facts = metaOf(chosen, messages, format);
  return (
    <section className={styles.hero} aria-label={messages.next.label}>
      <div className={styles.ring}>
        <Ring
          targetMs={chosen.running ? chosen.endMs : chosen.startMs}
          fullMs={chosen.running ? chosen.endMs - chosen.startMs : HOUR_MS}
          running={chosen.running}
        />
      </div>
      <button type="button" className={styles.open} onClick={() => onOpen(occurrence)}>
        <span className={styles.title} dir="auto" title={title}>
          {title}
        </span>
        <span className={styles.meta} title={facts.join(' · ')}>
          <Facts parts={facts} />
        </span>
      </button>
      {occurrence.joinUrl === undefined ? (
        <div className={styles.join}>
          <DoneButton occurrence={occurrence} title={title} />
        </div>
      ) : (
        <div className={styles.join}>
          <JoinButton occurrence={occurrence} look="primary" label={messages.agenda.joinMeeting(title)}>
            <Video size={16} aria-hidden="true" />
            {messages.next.join}
          </JoinButton>
          <CopyLink occurrence={occurrence} />
          <DoneButton occurrence={occurrence} title={title} />
        </div>
      )}
      {canAnswer(occurrence, answering) &&
      (occurrence.selfResponse === 'needsAction' || answering.changeOf(occurrence)?.kind === 'respond') ? (
        <div className={styles.answers}>
          <AnswerButtons occurrence={occurrence} title={title} />
          <AnswerState occurrence={occurrence} />
        </div>
      ) : null}
      <Hint chosen={chosen} nowMs={nowMs} changes={changes} />
      {isBriefTime(chosen.startMs - nowMs, briefMinutes) ? (
        <HeroBrief
          key={keyOf(occurrence)}
          occurrence={occurrence}
          nowMs={nowMs}
          told={chosen.overlap === null ? toldOf(changes, occurrence, nowMs).slice(0, 1) : []}
          onOpen={onOpenRef}
          onShowAll={() => {
            onOpen(occurrence);
            focusWhenThere('[data-brief]');
          }}
        />
      ) : null}
    </section>
  );
};

/** A meeting's beginning, while people arrive, still belongs to the time before it. */
const isBriefTime = (leftMs: number, minutes: number): boolean =>
  minutes > 0 && leftMs <= minutes * MINUTE_MS && leftMs > -soonMs;

const metaOf = (
  chosen: NextMeeting,
  messages: Words['messages'],
  format: Words['format'],
): readonly string[] => {
  const { occurrence, startMs, endMs } = chosen;
  const { guests } = occurrence;
  return [
    chosen.running ? messages.agenda.now : null,
    format.timesRange(startMs, endMs),
    serviceOf(occurrence),
    placeOf(occurrence),
    guests === null || guests.total < 2 ? null : messages.next.coming(guests.accepted, guests.total),
  ].filter((part) => part !== null);
};

const toldOf = (changes: ChangeIndex, occurrence: Occurrence, nowMs: number) =>
  changes.of(occurrence, nowMs - toldMs).slice(0, 2);

/** One line: what to know before the meeting, otherwise what comes after it. */
const Hint = ({
  chosen,
  nowMs,
  changes,
}: Pick<HeroProps, 'nowMs' | 'changes'> & { readonly chosen: NextMeeting }): ReactNode => {
  const words = useWords();
  const notes = [
    chosen.overlap === null ? null : overlapText(chosen.overlap, words),
    ...toldOf(changes, chosen.occurrence, nowMs).map((change) => changeSentence(change, nowMs, words)),
    cancelledText(changes, chosen.startMs, nowMs, words),
  ].filter((note) => note !== null);
  if (notes.length > 0) return <Note notes={notes} />;
  const after = afterText(chosen, words);
  return after === null ? null : (
    <p className={styles.after} dir="auto" title={after}>
      {after}
    </p>
  );
};

/** The first note, and how many more there are. */
const Note = ({ notes }: { readonly notes: readonly string[] }): ReactNode => {
  const { messages } = useWords();
  const [first, ...more] = notes;
  return (
    <p className={styles.note} title={notes.join('\n')}>
      <bdi className={styles.noteText}>{first}</bdi>
      {more.length === 0 ? null : (
        <>
          <span className={styles.noteCount} aria-hidden="true">
            {messages.agenda.moreCount(more.length)}
          </span>
          <Hidden>{more.map((note) => ` · ${note}`).join('')}</Hidden>
        </>
      )}
    </p>
  );
};

const afterText = (
  { running, startMs, stillRunning, following }: NextMeeting,
  { messages, format }: Words,
): string | null => {
  if (stillRunning !== null) {
    const title = shortTitle(stillRunning.occurrence, messages);
    return messages.next.stillRunning(title, format.time(stillRunning.endMs));
  }
  if (!running || following === null) return null;
  if (format.dateOf(following.startMs) !== format.dateOf(startMs)) return null;
  const title = shortTitle(following.occurrence, messages);
  return messages.next.afterwards(format.time(following.startMs), title);
};

/** Returns a sentence about the next recently cancelled meeting before `untilMs`; null if there is none. */
const cancelledText = (changes: ChangeIndex, untilMs: number, nowMs: number, words: Words): string | null => {
  let next: { readonly startMs: number; readonly change: AgendaChange } | null = null;
  for (const change of changes.all) {
    if (Date.parse(change.noticedAt) < nowMs - toldMs) break;
    if (change.kind !== 'cancelled' || change.start.kind === 'date') continue;
    const startMs = change.start.ms;
    if (startMs < nowMs || startMs > untilMs || (next !== null && next.startMs <= startMs)) continue;
    next = { startMs, change };
  }
  if (next === null) return null;
  const { messages, format } = words;
  const title = shortTitle(next.change, messages);
  return messages.changes.wasCancelled(title, format.time(next.startMs));
};

/** No more meetings today: says when the next one is. */
const FreeHero = ({
  chosen,
  nowMs,
  changes,
  onOpen,
}: Pick<HeroProps, 'nowMs' | 'changes' | 'onOpen'> & { readonly chosen: NextMeeting | null }): ReactNode => {
  const words = useWords();
  const { messages, format } = words;
  const endOfToday = startOfDate(addDays(format.dateOf(nowMs), 1), format.timeZone);
  const cancelled = cancelledText(changes, endOfToday, nowMs, words);
  const note = cancelled === null ? null : <Note notes={[cancelled]} />;
  if (chosen === null)
    return (
      <section className={`${styles.hero} ${styles.free}`} aria-label={messages.next.label}>
        <Coffee size={24} strokeWidth={1.5} aria-hidden="true" />
        <div className={styles.text}>
          <p className={styles.title}>{messages.next.nothingPlanned}</p>
          <p className={styles.meta}>{messages.next.nothingPlannedHint}</p>
          {note}
        </div>
      </section>
    );
  const day = format.dayInSentence(format.dateOf(chosen.startMs), format.dateOf(nowMs));
  return (
    <section className={`${styles.hero} ${styles.free}`} aria-label={messages.next.label}>
      <Coffee size={24} strokeWidth={1.5} aria-hidden="true" />
      <div className={styles.text}>
        <p className={styles.title}>{messages.agenda.nothingUntil(day, format.time(chosen.startMs))}</p>
        <button type="button" className={styles.open} onClick={() => onOpen(chosen.occurrence)}>
          <span className={styles.meta} dir="auto">
            {displayTitle(chosen.occurrence, messages)}
          </span>
        </button>
        {note}
      </div>
    </section>
  );
};
