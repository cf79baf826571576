/** A separate process that reads briefs: `node briefChild.ts <database>`. Prints its figures as JSON. */
import { dirname, join } from 'node:path';
import { createBriefs } from '../../../main/history/briefs.ts';
import { createHistory } from '../../../main/history/history.ts';
import type { RecordedMeeting } from '../../../main/history/table.ts';
import { openStore } from '../../../main/store/open.ts';
import { refOf } from '../../../shared/agenda.ts';
import type { OccurrenceDetail } from '../../../shared/model.ts';
import { notedMeetingOf } from '../../../shared/notes.ts';
import { ok } from '../../../shared/result.ts';
import { value } from '../../support/value.ts';
import { middleMs } from './seededModel.ts';

export interface BriefFigures {
  readonly briefs: readonly number[];
  /** The same meetings' details, which the panel reads anyway. */
  readonly details: readonly number[];
}

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const MEETINGS = 20_000;
const PEOPLE = 300;
const GUESTS = 50;
const timeZone = 'Europe/Berlin';
const [path = ''] = process.argv.slice(2);
const store = value(openStore({ path, nowMs: Date.now() }));
const nowMs = middleMs(Date.now());
const page = value(
  store.agenda.list({
    from: new Date(nowMs).toISOString(),
    to: new Date(nowMs + 28 * DAY_MS).toISOString(),
    timeZone,
  }),
);
const [first] = page.occurrences;
if (first === undefined) throw new Error('no rows');

const guest = (n: number) => `person${n % PEOPLE}@example.com`;
const history = createHistory({ path: join(dirname(path), 'history.db'), now: () => nowMs });
const recorded = Array.from({ length: MEETINGS }, (_, n): RecordedMeeting => ({
  meeting: {
    ...notedMeetingOf(first),
    iCalUid: `kept${n}@example.com`,
    start: { kind: 'timed', ms: nowMs - (n + 1) * HOUR_MS, zone: timeZone },
  },
  isPrivate: false,
  guests: Array.from({ length: 10 }, (__, at) => ({
    address: guest(n * 7 + at),
    name: guest(n * 7 + at),
    declined: false,
  })),
}));
value(
  history.use((table) => {
    table.add(recorded);
    table.cover({ accountId: first.accountId, sinceMs: nowMs - 365 * DAY_MS, untilMs: nowMs });
  }),
);

/** Whoever is invited, it is a large meeting. */
const crowded = (detail: OccurrenceDetail): OccurrenceDetail => ({
  ...detail,
  attendees: Array.from({ length: GUESTS }, (_, n) => ({
    email: guest(n),
    response: 'accepted',
    self: false,
    organizer: false,
    optional: false,
    resource: false,
  })),
});
const briefs = createBriefs({
  store: async () =>
    ok({
      accounts: () => store.accounts.list(),
      calendars: () => store.calendars.list(),
      agenda: (range) => store.agenda.list({ timeZone, ...range }),
      occurrence: (ref) => {
        const found = store.agenda.get(ref);
        return found.ok && found.value !== null ? ok(crowded(found.value)) : found;
      },
      changesOf: (meeting) => store.changes.ofMeeting(meeting),
    }),
  history: async () => history,
  settings: () => ({ historyDays: 365 }),
  now: () => nowMs,
  timeZone: () => timeZone,
});

const figures: { briefs: number[]; details: number[] } = { briefs: [], details: [] };
for (const occurrence of [...page.occurrences, ...page.occurrences]) {
  const ref = refOf(occurrence);
  const began = performance.now();
  value(store.agenda.get(ref));
  figures.details.push(performance.now() - began);
  const since = performance.now();
  // oxlint-disable-next-line no-await-in-loop
  value(await briefs.of(ref));
  figures.briefs.push(performance.now() - since);
}
history.close();
store.close();
process.stdout.write(JSON.stringify(figures satisfies BriefFigures));
