/**
 * The person's own notes on meetings: what main and the window share. Pure.
 *
 * A note belongs to one occurrence or to a whole series. The meeting is recognised by its iCalUID, which copies in other
 * calendars and accounts share [S23], and the occurrence by its slot in the series. Neither changes when a meeting is
 * moved, and a single meeting needs no slot.
 */
import type { AccountId, CalendarId, EventId, EventTime, IsoDate, IsoInstant, Occurrence } from './model.ts';
import type { OccurrenceRef } from './agenda.ts';

/** The longest text of a note, in UTF-16 units. */
export const LONGEST_NOTE = 1_000_000;
/** Longer titles are cut off before they are stored with a note. */
export const LONGEST_NOTED_TITLE = 1000;
/** Google documents no limit; real ones are far shorter. */
export const LONGEST_UID = 2048;

export const noteScopes = ['occurrence', 'series'] as const;
export type NoteScope = (typeof noteScopes)[number];

/** What a note keeps of its meeting, so that it can be shown and found without the calendar. */
export interface NotedMeeting {
  readonly accountId: AccountId;
  readonly calendarId: CalendarId;
  readonly eventId: EventId;
  readonly masterId?: EventId;
  readonly occurrenceStart?: IsoInstant | IsoDate;
  readonly iCalUid?: string;
  readonly title: string;
  readonly start: EventTime;
}

export interface Note {
  readonly id: string;
  readonly scope: NoteScope;
  readonly meeting: NotedMeeting;
  /** Empty once the person has deleted all of it. */
  readonly text: string;
  /** Grows with every change. */
  readonly revision: number;
  readonly updatedAt: IsoInstant;
}

/** What happened to the notes that the person is told. */
export type NotesNotice =
  /** They were damaged and replaced. `backupAt`: when the backup was made; null if there was none. */
  | { readonly kind: 'restored'; readonly backupAt: IsoInstant | null; readonly notes: number }
  | { readonly kind: 'readOnly' }
  /** A newer version of the app has written them. They can be read, but not changed. */
  | { readonly kind: 'fromTheFuture' };

/** The notes that concern one occurrence. */
export interface MeetingNotes {
  readonly occurrence: Note | null;
  readonly series: Note | null;
  /** The note on the latest occurrence of the series before this one. */
  readonly last: Note | null;
  readonly notice: NotesNotice | null;
}

export interface NoteToSave {
  /** Null for a note that has not been saved before. */
  readonly id: string | null;
  readonly scope: NoteScope;
  readonly meeting: NotedMeeting;
  readonly text: string;
  /** The revision that the text was made from; 0 for a new note. */
  readonly revision: number;
}

/** `changed`: the note has been changed elsewhere since that revision. Nothing was saved. */
export interface SavedNote {
  readonly outcome: 'saved' | 'changed';
  readonly note: Note;
}

/** A note in a list. */
export interface ListedNote {
  readonly id: string;
  readonly scope: NoteScope;
  readonly title: string;
  readonly start: EventTime;
  /** Its first line, shortened. */
  readonly excerpt: string;
  /** How many of its tasks are not done. */
  readonly openTasks: number;
  /** Where its meeting is now; null if it is in no calendar any more. */
  readonly ref: OccurrenceRef | null;
}

export interface NoteList {
  readonly notes: readonly ListedNote[];
  readonly total: number;
  readonly notice: NotesNotice | null;
}

export interface FoundNote extends ListedNote {
  /** An excerpt with the matches, as UTF-16 offsets, in order and without overlaps. */
  readonly match: {
    readonly text: string;
    readonly spans: readonly (readonly [start: number, end: number])[];
  };
}

/** What is exported. `series`: all notes on the meeting's series. */
export type NotesToExport =
  | { readonly kind: 'note'; readonly id: string }
  | { readonly kind: 'series'; readonly meeting: NotedMeeting }
  | { readonly kind: 'account'; readonly accountId: AccountId }
  | { readonly kind: 'all' };

export interface NotesBackup {
  /** Names it in `notes.restore`. */
  readonly id: string;
  readonly at: IsoInstant;
  readonly notes: number;
}

/** What a note needs to know of an occurrence. */
export const notedMeetingOf = (occurrence: Occurrence): NotedMeeting => {
  const { accountId, calendarId, eventId, masterId, occurrenceStart, iCalUid, title, start } = occurrence;
  return {
    accountId,
    calendarId,
    eventId,
    ...(masterId !== undefined && { masterId }),
    ...(occurrenceStart !== undefined && { occurrenceStart }),
    ...(iCalUid !== undefined && iCalUid.length <= LONGEST_UID && { iCalUid }),
    title: title.slice(0, LONGEST_NOTED_TITLE),
    start,
  };
};

type Identified = Pick<NotedMeeting, 'calendarId' | 'eventId' | 'masterId' | 'occurrenceStart' | 'iCalUid'>;

/** The ending that a part of a split series has before Google's domain, or at the end of an event's id [S21]. */
const cut = /_R\d{8}(?:T\d{6}Z?)?(?=@google\.com$|$)/;

/** Returns what all occurrences and copies of a meeting share, also after its series was split. */
export const meetingUid = ({ calendarId, eventId, masterId, iCalUid }: Identified): string =>
  sharedUid(iCalUid) ?? `${calendarId} ${(masterId ?? eventId).replace(cut, '')}`;

/** Returns what all parts of a series and their copies in other calendars share [S21, S23]; null if they share nothing. */
export const sharedUid = (iCalUid: string | undefined): string | null =>
  iCalUid === undefined || iCalUid === '' ? null : iCalUid.replace(cut, '');

/** Returns the slot in the series, written in one way; empty for a single meeting. */
export const meetingSlot = ({ occurrenceStart }: Identified): string => {
  if (occurrenceStart === undefined) return '';
  const ms = occurrenceStart.length === 10 ? NaN : Date.parse(occurrenceStart);
  return Number.isNaN(ms) ? occurrenceStart : new Date(ms).toISOString();
};

/** Returns a key of one note. Lists of keys tell which meetings have notes. */
export const noteKey = (scope: NoteScope, meeting: Identified): string =>
  scope === 'series' ? `${meetingUid(meeting)}\n*` : `${meetingUid(meeting)}\n${meetingSlot(meeting)}`;

export interface Task {
  /** The number of its line, from 0. */
  readonly line: number;
  readonly text: string;
}

/** `- [ ] text`, also with `*` or `+`, indented or not. */
const task = /^[ \t]*[-*+] \[([ xX])\](?:[ \t]|$)/;

/** Returns the tasks that are not ticked. */
export const openTasks = (text: string): readonly Task[] =>
  text.split('\n').flatMap((content, line) => {
    const [start, mark] = task.exec(content) ?? [];
    return start === undefined || mark !== ' ' ? [] : [{ line, text: content.slice(start.length).trim() }];
  });

/** Returns the text with the task in that line ticked; null if there is no open task with this text. */
export const tickTask = (text: string, { line, text: wanted }: Task): string | null => {
  const lines = text.split('\n');
  const content = lines[line];
  const [start, mark] = task.exec(content ?? '') ?? [];
  if (content === undefined || start === undefined || mark !== ' ') return null;
  if (content.slice(start.length).trim() !== wanted) return null;
  lines[line] = content.replace('[ ]', '[x]');
  return lines.join('\n');
};
