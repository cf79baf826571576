/** Changes that Google does not have yet, as commands and assistants tell of them [O15]. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import type { Operation } from '../../main/outbox/operation.ts';
import { openOutboxFile } from '../../main/outbox/outboxFile.ts';
import { openOutboxStore, type OutboxStore } from '../../main/outbox/outboxStore.ts';
import type { CalendarId } from '../../shared/model.ts';
import { at, NOW_MS, single } from '../store/support/builders.ts';
import { value } from '../support/value.ts';
import { createProfile, now, runCommand, startCommand, type CliProfile } from './support.ts';

const home = 'ada@example.com' as CalendarId;
const review = single('review', {
  title: 'Review',
  start: at('2026-11-24T13:00:00Z'),
  end: at('2026-11-24T14:00:00Z'),
});

const openOutbox = ({ folder }: CliProfile): OutboxStore => {
  const file = value(openOutboxFile({ path: join(folder, 'outbox.db'), nowMs: NOW_MS }));
  const store = openOutboxStore(file.db, { nowMs: NOW_MS, onWrite: () => {} });
  onTestFinished(() => store.close());
  return store;
};

const accountOf = ({ store }: CliProfile) => value(store.calendars.list())[0]!.accountId;

const operation = (
  profile: CliProfile,
  eventId: string,
  want: Operation['want'],
  state: Operation['state'],
): Omit<Operation, 'seq'> => ({
  opId: eventId,
  accountId: accountOf(profile),
  calendarId: home,
  eventId: eventId as Operation['eventId'],
  slot: null,
  want,
  base: { ...review, rule: [], response: 'needsAction', etag: null, zone: 'Europe/Berlin' },
  sentEtag: null,
  notify: 'all',
  state,
  steps: {},
  attempts: 0,
  notBeforeMs: 0,
  problem: null,
  madeAtMs: NOW_MS,
  answer: null,
});

const lunch: Operation['want'] = {
  kind: 'create',
  title: 'Lunch',
  when: { allDay: false, start: '2026-11-24T12:00', end: '2026-11-24T13:00', zone: 'Europe/Berlin' },
  repeat: null,
  guests: [],
  place: 'Café Quince',
  description: '',
  addMeet: false,
  reminders: null,
};
const declined: Operation['want'] = { kind: 'respond', scope: 'one', response: 'declined', comment: null };

const schema = z.fromJSONSchema(
  JSON.parse(readFileSync(join(import.meta.dirname, '../../docs/cli.schema.json'), 'utf8')),
);
const json = (folder: string, ...args: readonly string[]): unknown =>
  schema.parse(JSON.parse(runCommand(folder, [...args, '--format', 'json']).out));

test('an answer and a new event are told with what has become of them, and the file is only read', () => {
  const profile = createProfile([review]);
  const outbox = openOutbox(profile);
  value(outbox.add(operation(profile, 'made', lunch, 'queued'), []));
  value(outbox.add(operation(profile, 'review', declined, 'held'), []));
  const files = readdirSync(profile.folder).toSorted();
  expect(runCommand(profile.folder, ['agenda']).out).toBe(`Today, Tuesday 24 November
  12:00 – 13:00  Lunch · Café Quince · Not sent yet
  14:00 – 15:00  Review · Declined · Not sent yet
`);
  expect(json(profile.folder, 'agenda')).toMatchObject({
    events: [
      { title: 'Lunch', pending: { change: 'create', state: 'waiting' } },
      { title: 'Review', response: 'declined', pending: { change: 'answer', state: 'waiting' } },
    ],
  });
  expect(json(profile.folder, 'search', 'cafe')).toMatchObject({ events: [{ title: 'Lunch' }] });
  expect(runCommand(profile.folder, ['next']).out).toContain('Lunch');
  expect(readdirSync(profile.folder).toSorted()).toEqual(files);
});

test('what needs the person says so, what Google has accepted says nothing', () => {
  const profile = createProfile([review]);
  const outbox = openOutbox(profile);
  value(outbox.add(operation(profile, 'made', lunch, 'accepted'), []));
  value(outbox.add(operation(profile, 'review', declined, 'conflict'), []));
  expect(json(profile.folder, 'agenda')).toMatchObject({
    events: [
      { title: 'Lunch', pending: null },
      { title: 'Review', response: null, pending: { change: 'answer', state: 'needsDecision' } },
    ],
  });
});

test('a damaged file hides nothing of the calendar', () => {
  const profile = createProfile([review]);
  writeFileSync(join(profile.folder, 'outbox.db'), 'x'.repeat(5000));
  expect(runCommand(profile.folder, ['agenda'])).toMatchObject({ code: 0, err: '' });
  expect(json(profile.folder, 'agenda')).toMatchObject({ events: [{ title: 'Review', pending: null }] });
});

test('`next --follow` prints a new event as soon as it is created', async () => {
  const profile = createProfile([]);
  const outbox = openOutbox(profile);
  const child = startCommand(profile.folder, ['next', '--follow'], { at: now });
  onTestFinished(() => void child.kill());
  const lines = child.stdout.setEncoding('utf8')[Symbol.asyncIterator]();
  expect((await lines.next()).value).toBe('\n');
  value(outbox.add(operation(profile, 'made', lunch, 'held'), []));
  expect((await lines.next()).value).toContain('Lunch');
});
