import {
  CalendarDays,
  Check,
  Copy,
  ExternalLink,
  MapPin,
  Paperclip,
  Phone,
  Text,
  Video,
  X,
} from 'lucide-react';
import { useCallback, useEffect, useId, useRef, useState, type CSSProperties, type ReactNode } from 'react';
import type { LinkRef } from '../../shared/contract.ts';
import type { Occurrence, OccurrenceDetail } from '../../shared/model.ts';
import { problemText } from '../../shared/messages/problemText.ts';
import { dateSpan } from '../../shared/text/days.ts';
import { displayTitle } from '../../shared/text/displayTitle.ts';
import { placeOf, serviceOf } from '../agenda/describe.ts';
import type { ChangeIndex } from '../changes/changeIndex.ts';
import { MeetingChanges } from '../changes/MeetingChanges.tsx';
import { refOf } from '../data/occurrence.ts';
import { onAgendaChanged, useLive } from '../data/useLive.ts';
import { useAct } from '../ui/act.ts';
import { Button, IconButton } from '../ui/Button.tsx';
import { useWords, type Words } from '../ui/words.ts';
import { Description } from './Description.tsx';
import styles from './Detail.module.css';
import { Guests } from './Guests.tsx';

interface DetailPanelProps {
  readonly occurrence: Occurrence;
  readonly nowMs: number;
  readonly changes: ChangeIndex;
  readonly onClose: () => void;
}

/** One meeting, all of it. What the list already knows is drawn at once, the rest as it arrives. */
export const DetailPanel = ({ occurrence, nowMs, changes, onClose }: DetailPanelProps): ReactNode => {
  const { messages, format } = useWords();
  const titleId = useId();
  const panel = useRef<HTMLDivElement>(null);
  const { accountId, calendarId, eventId } = occurrence;
  const load = useCallback(
    () => window.jarvis.agenda.get({ accountId, calendarId, eventId }),
    [accountId, calendarId, eventId],
  );
  const { value, problem } = useLive(load, onAgendaChanged);
  const detail = value?.eventId === eventId && value.calendarId === calendarId ? value : null;
  const shown: Occurrence = detail ?? occurrence;

  useEffect(() => panel.current?.focus(), [eventId]);

  const declined = shown.selfResponse === 'declined';
  return (
    <div
      ref={panel}
      className={styles.panel}
      role="dialog"
      aria-labelledby={titleId}
      tabIndex={-1}
      style={{ '--c': shown.color } as CSSProperties}
    >
      <header className={styles.top}>
        <span className={styles.bar} />
        <div className={styles.heading}>
          <h2 id={titleId} dir="auto" className={declined ? styles.struck : undefined}>
            {displayTitle(shown, messages)}
          </h2>
          {whenOf(shown, format, messages, nowMs).map((line) => (
            <p key={line}>{line}</p>
          ))}
        </div>
        <IconButton label={messages.app.close} shortcut="close" onClick={onClose}>
          <X size={18} aria-hidden="true" />
        </IconButton>
      </header>
      <div className={styles.body}>
        <MeetingChanges occurrence={shown} changes={changes} nowMs={nowMs} />
        {problem === null ? null : (
          <p className={styles.flaw} role="alert">
            {problem.kind === 'notFound'
              ? messages.detail.gone
              : problemText(messages, problem, format).sentence}
          </p>
        )}
        <Joining occurrence={shown} detail={detail} />
        <Place occurrence={shown} />
        {detail === null ? null : <Rest detail={detail} />}
      </div>
      <Actions occurrence={shown} detail={detail} />
    </div>
  );
};

const whenOf = (
  occurrence: Occurrence,
  format: Words['format'],
  messages: Words['messages'],
  nowMs: number,
): readonly string[] => {
  const { start, end } = occurrence;
  const today = format.dateOf(nowMs);
  const span = dateSpan(occurrence, format.timeZone);
  const days =
    span.first === span.last
      ? format.fullDate(span.first, today)
      : `${format.fullDate(span.first, today)} – ${format.fullDate(span.last, today)}`;
  if (start.kind === 'date' || end.kind === 'date') return [days, messages.app.allDay];
  const first = format.fullDate(span.first, today);
  const times = [
    format.timesRange(start.ms, end.ms),
    end.ms > start.ms ? format.duration(end.ms - start.ms) : null,
  ];
  const lines = [first, times.filter((part) => part !== null).join(' · ')];
  const there = foreignTimes(occurrence, format, messages);
  return there === null ? lines : [...lines, there];
};

/** The times where the meeting was made, when clocks there show others. */
const foreignTimes = (
  occurrence: Occurrence,
  format: Words['format'],
  messages: Words['messages'],
): string | null => {
  const { start, end } = occurrence;
  if (start.kind === 'date' || end.kind === 'date' || start.zone === format.timeZone) return null;
  const here = format.timesRange(start.ms, end.ms);
  const there = format.inZone(start.zone)?.timesRange(start.ms, end.ms) ?? here;
  if (there === here) return null;
  return messages.detail.inZone(there, start.zone.split('/').at(-1)?.replaceAll('_', ' ') ?? start.zone);
};

/** Opens a link of the meeting by what it is; main knows the address. */
const useOpen = (): ((occurrence: Occurrence, link: LinkRef['link']) => void) => {
  const act = useAct();
  return (occurrence, link) => act(window.jarvis.meeting.openLink({ ...refOf(occurrence), link }));
};

const Joining = ({
  occurrence,
  detail,
}: {
  readonly occurrence: Occurrence;
  readonly detail: OccurrenceDetail | null;
}): ReactNode => {
  const { messages } = useWords();
  const act = useAct();
  const open = useOpen();
  const service = serviceOf(occurrence);
  const options = detail?.joinOptions ?? [];
  if (occurrence.joinUrl === undefined && options.length === 0) return null;
  return (
    <div className={styles.line}>
      <Video size={18} aria-hidden="true" />
      <div className={styles.ways}>
        {occurrence.joinUrl === undefined ? null : (
          <Button look="primary" onClick={() => act(window.jarvis.meeting.join(refOf(occurrence)))}>
            {service === null ? messages.detail.joinPlain : messages.detail.join(service)}
          </Button>
        )}
        {options.map((option, index) => {
          const label = [
            option.label || messages.detail.kinds[option.kind],
            option.pin === undefined ? null : messages.detail.pin(option.pin),
          ]
            .filter((part) => part !== null)
            .join(' · ');
          // Only https leads anywhere from here; a number is to be read and dialled.
          return /^https:/i.test(option.uri) ? (
            <button
              key={option.uri}
              type="button"
              className={`${styles.link} ${styles.small} ${styles.block}`}
              onClick={() => open(occurrence, { kind: 'joinOption', index })}
            >
              {label}
            </button>
          ) : (
            <p key={option.uri} className={`${styles.small} ${styles.text}`}>
              <Phone size={12} aria-hidden="true" /> {label}
            </p>
          );
        })}
      </div>
    </div>
  );
};

const Place = ({ occurrence }: { readonly occurrence: Occurrence }): ReactNode => {
  const { messages } = useWords();
  const open = useOpen();
  const place = placeOf(occurrence);
  if (place === null) return null;
  return (
    <div className={styles.line}>
      <MapPin size={18} aria-hidden="true" />
      <div>
        <p className={styles.text} dir="auto">
          {place}
        </p>
        <button
          type="button"
          className={`${styles.link} ${styles.small}`}
          onClick={() => open(occurrence, { kind: 'map' })}
        >
          {messages.detail.openMap}
        </button>
      </div>
    </div>
  );
};

const Rest = ({ detail }: { readonly detail: OccurrenceDetail }): ReactNode => {
  const { messages } = useWords();
  const open = useOpen();
  const facts = [
    detail.eventType === 'default' ? null : messages.agenda.eventTypes[detail.eventType],
    detail.repeat !== null || detail.masterId !== undefined ? messages.detail.repeatsHint : null,
    detail.visibility === 'private' || detail.visibility === 'confidential' ? messages.detail.private : null,
    detail.transparency === 'transparent' ? messages.detail.free : null,
  ].filter((fact) => fact !== null);
  return (
    <>
      {detail.attendees.length > 0 ? <Guests detail={detail} /> : null}
      {detail.description === null || detail.description.trim() === '' ? null : (
        <div className={styles.line}>
          <Text size={18} aria-hidden="true" />
          <Description
            description={detail.description}
            onLink={(index) => open(detail, { kind: 'description', index })}
          />
        </div>
      )}
      {detail.attachments.length === 0 ? null : (
        <div className={styles.line}>
          <Paperclip size={18} aria-hidden="true" />
          <div>
            {detail.attachments.map((attachment, index) => (
              <button
                key={attachment.url}
                type="button"
                className={`${styles.link} ${styles.block}`}
                onClick={() => open(detail, { kind: 'attachment', index })}
              >
                {attachment.title}
              </button>
            ))}
          </div>
        </div>
      )}
      <div className={styles.line}>
        <CalendarDays size={18} aria-hidden="true" />
        <div>
          <p dir="auto">{detail.calendarName}</p>
          {facts.length === 0 ? null : <p className={styles.small}>{facts.join(' · ')}</p>}
        </div>
      </div>
      {detail.flaw === null ? null : (
        <p className={styles.flaw}>
          {messages.detail.flaw}: {detail.flaw}
        </p>
      )}
    </>
  );
};

const Actions = ({
  occurrence,
  detail,
}: {
  readonly occurrence: Occurrence;
  readonly detail: OccurrenceDetail | null;
}): ReactNode => {
  const { messages } = useWords();
  const act = useAct();
  const open = useOpen();
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 2500);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = (): void => {
    const call = window.jarvis.meeting.copyLink(refOf(occurrence));
    act(call);
    void call.then((reply) => setCopied(reply.ok));
  };
  const hasWebPage = detail?.hasWebPage === true;
  const canCopy = hasWebPage || occurrence.joinUrl !== undefined;
  if (!canCopy) return null;
  return (
    <footer className={styles.foot}>
      {hasWebPage ? (
        <Button onClick={() => open(occurrence, { kind: 'webPage' })}>
          <ExternalLink size={15} aria-hidden="true" />
          {messages.detail.openInGoogle}
        </Button>
      ) : null}
      <Button onClick={copy}>
        {copied ? <Check size={15} aria-hidden="true" /> : <Copy size={15} aria-hidden="true" />}
        <span role="status">{copied ? messages.detail.copied : messages.detail.copyLink}</span>
      </Button>
    </footer>
  );
};
