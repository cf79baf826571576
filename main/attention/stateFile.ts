/**
 * The person's choices about single meetings, series and calendars: `attention.json` in the profile. It is not in the
 * database, which may be rebuilt.
 */
import { LONGEST_MUTED_TITLE } from '../../shared/attention.ts';
import type { AttentionMark } from '../../shared/attention.ts';
import { DAY_MS } from '../../shared/durations.ts';
import { LONGEST_ACCOUNT_ID, LONGEST_CALENDAR_ID, LONGEST_OCCURRENCE_ID } from '../../shared/idLengths.ts';
import { LONGEST_UID } from '../../shared/notes.ts';
import { readOrSetAside, writeJson } from '../platform/jsonFile.ts';
import {
  boolean,
  date,
  either,
  fields,
  instant,
  listOf,
  oneOf,
  orNull,
  string,
} from '../platform/jsonReaders.ts';
import type { Reader } from '../platform/jsonReaders.ts';

export interface AttentionFile {
  get(): readonly AttentionMark[];
  /** Whether the sample calendar's choices were added. */
  hasSample(): boolean;
  /** Returns false if the disk cannot be written to; nothing has changed then. */
  set(marks: readonly AttentionMark[], nowMs: number, hasSample?: boolean): boolean;
}

type Mark<Scope extends AttentionMark['scope']> = Extract<AttentionMark, { scope: Scope }>;

const id = <Id extends string>(longest: number): Reader<Id> => string(1, longest) as Reader<Id>;
const calendar = {
  accountId: id<Mark<'calendar'>['accountId']>(LONGEST_ACCOUNT_ID),
  calendarId: id<Mark<'calendar'>['calendarId']>(LONGEST_CALENDAR_ID),
};

/** Earlier versions did not write it. */
const uid: Reader<string | null> = (raw) => (raw === undefined ? null : orNull(string(1, LONGEST_UID))(raw));

const mark: Reader<AttentionMark> = either(
  fields<Mark<'occurrence'>>({
    scope: oneOf('occurrence'),
    ...calendar,
    eventId: id(LONGEST_OCCURRENCE_ID),
    uid,
    start: either(instant, date),
    level: oneOf('done', 'muted', 'normal'),
  }),
  either(
    fields<Mark<'series'>>({
      scope: oneOf('series'),
      ...calendar,
      seriesId: id(LONGEST_OCCURRENCE_ID),
      uid,
      title: string(0, LONGEST_MUTED_TITLE),
    }),
    fields<Mark<'calendar'>>({ scope: oneOf('calendar'), ...calendar }),
  ),
);
const content = fields<{ readonly marks: readonly AttentionMark[]; readonly sample: boolean }>({
  marks: listOf(mark),
  // Earlier versions did not write it.
  sample: (raw) => (raw === undefined ? false : boolean(raw)),
});

/** What was chosen for a meeting matters as long as it is in the list. */
const KEPT_FOR_MS = 400 * DAY_MS;
const MOST_KEPT = 10_000;

export const openAttentionFile = (path: string): AttentionFile => {
  let { marks, sample } = readOrSetAside(path, content) ?? { marks: [], sample: false };
  return {
    get: () => marks,
    hasSample: () => sample,
    set: (next, nowMs, hasSample = sample) => {
      const kept = next
        .filter((each) => each.scope !== 'occurrence' || Date.parse(each.start) > nowMs - KEPT_FOR_MS)
        .slice(-MOST_KEPT);
      if (!writeJson(path, { marks: kept, sample: hasSample })) return false;
      marks = kept;
      sample = hasSample;
      return true;
    },
  };
};
