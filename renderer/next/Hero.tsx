import { HOUR_MS } from '../../shared/durations.ts';
import { Coffee, Video } from 'lucide-react';
import type { ReactNode } from 'react';
import type { AgendaChange } from '../../shared/agendaChanges.ts';
import type { Occurrence } from '../../shared/model.ts';
import { addDays, startOfDate } from '../../shared/text/days.ts';
import { displayTitle } from '../../shared/text/displayTitle.ts';
import { hostOf } from '../../shared/text/linkHost.ts';
import { plainPart } from '../../shared/text/plainText.ts';
import { placeOf, serviceOf } from '../agenda/describe.ts';
import type { ChangeIndex } from '../changes/changeIndex.ts';
import { changeSentence, toldMs } from '../changes/changeSentence.ts';
import { refOf } from '../data/occurrence.ts';
import { CopyLink } from '../detail/CopyLink.tsx';
import { useAct } from '../ui/act.ts';
import { Button } from '../ui/Button.tsx';
import { Facts } from '../ui/Facts.tsx';
import { useWords } from '../ui/words.ts';
import type { Words } from '../../shared/text/words.ts';
import { chooseNext, type NextMeeting } from './chooseNext.ts';
import styles from './Hero.module.css';
import { Ring } from './Ring.tsx';

interface HeroProps {
  /** Null before the first reply. */
  readonly upcoming: readonly Occurrence[] | null;
  readonly nowMs: number;
  readonly changes: ChangeIndex;
  readonly onOpen: (occurrence: Occurrence) => void;
}

/** What is now and next, with the Join button. */
export const Hero = ({ upcoming, nowMs, changes, onOpen }: HeroProps): ReactNode => {
  const { messages, format } = useWords();
  const act = useAct();
  if (upcoming === null) return null;
  const chosen = chooseNext(upcoming, nowMs);
  const today = format.dateOf(nowMs);
  // Today's, or so soon after midnight that it counts as today's.
  const near =
    chosen !== null && (format.dateOf(chosen.startMs) === today || chosen.startMs - nowMs <= HOUR_MS);
  if (chosen === null || !(chosen.running || near))
    return <FreeHero chosen={chosen} nowMs={nowMs} changes={changes} onOpen={onOpen} />;
  const { occurrence } = chosen;
  const title = displayTitle(occurrence, messages);
  return (
    <section className={styles.hero} aria-label={messages.next.label}>
      <div className={styles.ring}>
        <Ring
          targetMs={chosen.running ? chosen.endMs : chosen.startMs}
          fullMs={chosen.running ? chosen.endMs - chosen.startMs : HOUR_MS}
          running={chosen.running}
        />
      </div>
      <div className={styles.text}>
        <button type="button" className={styles.open} onClick={() => onOpen(occurrence)}>
          <span className={styles.title} dir="auto">
            {title}
          </span>
          <span className={styles.meta}>
            <Facts parts={metaOf(chosen, messages, format)} />
          </span>
        </button>
      </div>
      {occurrence.joinUrl === undefined ? null : (
        <div className={styles.join}>
          <Button
            look="primary"
            aria-label={messages.agenda.joinMeeting(title)}
            title={hostOf(occurrence.joinUrl)}
            onClick={() => act(window.jarvis.meeting.join(refOf(occurrence)))}
          >
            <Video size={16} aria-hidden="true" />
            {messages.next.join}
          </Button>
          <CopyLink occurrence={occurrence} />
        </div>
      )}
      <Hints chosen={chosen} nowMs={nowMs} changes={changes} />
    </section>
  );
};

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

/** Returns a title that is short enough for a sentence. */
const shortTitle = (of: Occurrence | AgendaChange, messages: Words['messages']): string =>
  plainPart(displayTitle(of, messages), 40);

interface HintsProps extends Pick<HeroProps, 'nowMs' | 'changes'> {
  readonly chosen: NextMeeting;
}

const overlapText = (overlap: NextMeeting['overlap'], { messages, format }: Words): string | null => {
  if (overlap === null) return null;
  const shared = format.duration(overlap.sharedMs);
  return overlap.count === 1
    ? messages.next.overlaps(shortTitle(overlap.with, messages), shared)
    : messages.next.overlapsMore(overlap.count, shared);
};

const Hints = ({ chosen, nowMs, changes }: HintsProps): ReactNode => {
  const words = useWords();
  const { messages, format } = words;
  const { overlap, stillRunning, following } = chosen;
  const notes = [
    ...changes
      .of(chosen.occurrence, nowMs - toldMs)
      .slice(0, 2)
      .map((change) => changeSentence(change, nowMs, words)),
    cancelledText(changes, chosen.startMs, nowMs, words),
    overlapText(overlap, words),
  ].filter((note) => note !== null);
  return (
    <>
      {notes.length === 0 ? null : (
        <p className={styles.note}>
          {notes.map((note) => (
            <bdi key={note} className={styles.line}>
              {note}
            </bdi>
          ))}
        </p>
      )}
      {stillRunning !== null && overlap === null ? (
        <p className={styles.after} dir="auto">
          {messages.next.stillRunning(
            shortTitle(stillRunning.occurrence, messages),
            format.time(stillRunning.endMs),
          )}
        </p>
      ) : null}
      {chosen.running &&
      following !== null &&
      format.dateOf(following.startMs) === format.dateOf(chosen.startMs) ? (
        <p className={styles.after} dir="auto">
          {messages.next.afterwards(
            format.time(following.startMs),
            shortTitle(following.occurrence, messages),
          )}
        </p>
      ) : null}
    </>
  );
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
}: Omit<HeroProps, 'upcoming'> & { readonly chosen: NextMeeting | null }): ReactNode => {
  const words = useWords();
  const { messages, format } = words;
  const endOfToday = startOfDate(addDays(format.dateOf(nowMs), 1), format.timeZone);
  const cancelled = cancelledText(changes, endOfToday, nowMs, words);
  const note = cancelled === null ? null : <p className={styles.note}>{cancelled}</p>;
  if (chosen === null)
    return (
      <section className={`${styles.hero} ${styles.free}`} aria-label={messages.next.label}>
        <Coffee size={28} strokeWidth={1.5} aria-hidden="true" />
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
      <Coffee size={28} strokeWidth={1.5} aria-hidden="true" />
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
