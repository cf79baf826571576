/**
 * A separate process that reads pages with and without operations on their way: `node overlayChild.ts <database>`.
 * Prints its figures as JSON.
 */
import { randomUUID } from 'node:crypto';
import { dirname, join } from 'node:path';
import type { AgendaPage } from '../../../shared/agenda.ts';
import type { Occurrence } from '../../../shared/model.ts';
import { createOutboxDoor } from '../../../main/backend/outboxDoor.ts';
import { createOverlaidReads } from '../../../main/backend/overlaidReads.ts';
import type { Operation } from '../../../main/outbox/operation.ts';
import { openOutboxFile } from '../../../main/outbox/outboxFile.ts';
import { openOutboxStore } from '../../../main/outbox/outboxStore.ts';
import { systemClock } from '../../../main/platform/clock.ts';
import { openStore } from '../../../main/store/open.ts';
import { seededRandom } from '../../support/fakeGoogle/seedEvents.ts';
import { value } from '../../support/value.ts';
import { timed } from './measure.ts';
import { middleMs } from './seededModel.ts';

export interface OverlayFigures {
  /** The same pages, from the store alone, with an empty outbox, and with pending operations. */
  readonly bare: readonly number[];
  readonly empty: readonly number[];
  readonly pending: readonly number[];
  readonly drawn: number;
}

const DAY_MS = 86_400_000;
const PAGE = 100;
const OPERATIONS = 1000;
const ROUNDS = 400;
const UNCOUNTED = 100;
const timeZone = 'Europe/Berlin';
const [path = ''] = process.argv.slice(2);
const store = value(openStore({ path, nowMs: Date.now() }));
const outboxPath = join(dirname(path), 'outbox.db');
const todayMs = middleMs(Date.now()) - DAY_MS / 2;
const rangeFrom = (fromMs: number) => ({
  from: new Date(fromMs).toISOString(),
  to: new Date(fromMs + 28 * DAY_MS).toISOString(),
  timeZone,
});

/** Nine answers to what the pages show, then one new event. */
const fill = (): void => {
  const outbox = openOutboxStore(value(openOutboxFile({ path: outboxPath, nowMs: Date.now() })).db, {
    nowMs: Date.now(),
    onWrite: () => {},
  });
  let cursor: string | null = null;
  let shown: readonly Occurrence[] = [];
  for (let n = 0; n < OPERATIONS; n += 1) {
    if (n % PAGE === 0) {
      const page: AgendaPage = value(store.agenda.list({ ...rangeFrom(todayMs), cursor }));
      shown = page.occurrences;
      cursor = page.nextCursor;
    }
    const one = shown[n % shown.length];
    if (one === undefined) throw new Error('no rows');
    const { accountId, calendarId, start, end, title } = one;
    const common = {
      opId: randomUUID(),
      accountId,
      calendarId,
      sentEtag: null,
      notify: 'all',
      state: 'refused',
      steps: {},
      attempts: 0,
      notBeforeMs: 0,
      problem: null,
      madeAtMs: Date.now(),
      answer: null,
      base: { title, start, end, rule: [], response: one.selfResponse, etag: null, zone: timeZone },
    } as const;
    const day = new Date(todayMs + (n % 28) * DAY_MS).toISOString().slice(0, 10);
    const operation: Omit<Operation, 'seq'> =
      n % 10 === 9
        ? {
            ...common,
            state: 'asks',
            eventId: `new${n}` as Operation['eventId'],
            slot: null,
            want: {
              kind: 'create',
              title: `New ${n}`,
              when: { allDay: false, start: `${day}T10:00`, end: `${day}T11:00`, zone: timeZone },
              repeat: null,
              guests: [],
              place: '',
              description: '',
              addMeet: false,
              reminders: null,
            },
          }
        : {
            ...common,
            state: 'asks',
            eventId: one.masterId ?? one.eventId,
            slot: one.occurrenceStart ?? null,
            want: { kind: 'respond', scope: 'one', response: 'tentative', comment: null },
          };
    value(outbox.add(operation, []));
  }
  outbox.close();
};

const door = createOutboxDoor({
  path: outboxPath,
  clock: systemClock,
  reads: {
    get: (ref) => store.agenda.get(ref),
    event: (name) => store.agenda.event(name),
    calendar: (accountId, calendarId) => store.agenda.calendar(accountId, calendarId),
    between: () => [],
  },
  writerFor: () => null,
  writingOf: () => null,
  undoSeconds: () => 10,
  onWrite: () => {},
  onChanged: () => {},
  onAccepted: () => {},
  onBug: () => {},
});
const reads = createOverlaidReads(store, door);
const random = seededRandom(7);
const starts = Array.from({ length: ROUNDS }, () => todayMs + Math.floor(random() * 20) * DAY_MS);
const measure = (list: (range: ReturnType<typeof rangeFrom>) => ReturnType<typeof reads.list>): number[] =>
  starts.map((fromMs) => timed(() => value(list(rangeFrom(fromMs)))).ms).slice(UNCOUNTED);

measure(store.agenda.list);
const bare = measure(store.agenda.list);
const empty = measure(reads.list);
fill();
await door.open();
const pending = measure(reads.list);
const drawn = value(reads.list(rangeFrom(todayMs))).occurrences.filter(
  (one) => one.pending !== undefined,
).length;
process.stdout.write(JSON.stringify({ bare, empty, pending, drawn } satisfies OverlayFigures));
process.exit(0);
