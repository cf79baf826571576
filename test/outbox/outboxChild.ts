/**
 * An app's backend with its outbox in a process of its own, on real time, until it is killed:
 * `node outboxChild.ts <folder> <origin> <time> <command> [fault]`. `submit` asks for one answer, one deletion, one move
 * and one new event;
 * `flush` only sends what is there. With `fault`, the process kills itself at that commit of the outbox's file.
 */
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { refOf } from '../../shared/agenda.ts';
import type { AccountId, CalendarId } from '../../shared/model.ts';
import { systemClock } from '../../main/platform/clock.ts';
import { createFakeWriter, createWire } from '../support/fakeWriter.ts';
import { googleSourceAt, openTestBackend } from '../support/openTestBackend.ts';
import { value } from '../support/value.ts';

const [folder = '', origin = '', startMs = '0', command = 'flush', dieAt = '0'] = process.argv.slice(2);
const account = 'google:ada@example.com' as AccountId;
const began = Date.now();
const clock = { ...systemClock, now: () => Number(startMs) + Date.now() - began };
const source = googleSourceAt(origin, { now: clock.now });
let commits = 0;

const backend = openTestBackend({
  path: join(folder, 'calendar.db'),
  clock,
  sourceFor: () => source,
  outbox: {
    path: join(folder, 'outbox.db'),
    undoSeconds: () => 0,
    // Before each commit, and so also between any two.
    onWrite: () => {
      commits += 1;
      if (commits === Number(dieAt)) process.kill(process.pid, 'SIGKILL');
    },
    onChanged: () => {},
    writerFor: () => Promise.resolve(createFakeWriter({ origin, fetch }, createWire(), clock.now)),
    writingOf: () => ({ on: true, reach: 'every' }),
  },
});
await backend.outbox.openIfPresent();
await backend.engine.request('person');
const outbox = value(await backend.outbox.open());
if (command === 'submit') {
  const page = value(
    backend.reads.list({ from: '2026-11-20T00:00:00Z', to: '2026-12-20T00:00:00Z' }),
  ).occurrences;
  const invitation = page.find(({ title }) => title === 'Planning');
  const own = page.find(({ title }) => title === 'Review');
  const moved = page.find(({ title }) => title === 'Retro');
  if (invitation === undefined || own === undefined || moved === undefined)
    throw new Error('nothing to change');
  const drafts = [
    { kind: 'respond', ref: refOf(invitation), scope: 'one', response: 'accepted', comment: null } as const,
    { kind: 'remove', ref: refOf(own), scope: 'one' } as const,
    { kind: 'move', ref: refOf(moved), to: 'club@example.com' as CalendarId } as const,
    {
      kind: 'create',
      accountId: account,
      calendarId: 'ada@example.com' as CalendarId,
      title: 'Lunch',
      when: { allDay: false, start: '2026-11-26T14:00', end: '2026-11-26T15:00', zone: 'Europe/Berlin' },
      repeat: null,
      guests: ['mia@example.com'],
      place: '',
      description: '',
      addMeet: false,
      reminders: null,
    } as const,
  ];
  for (const draft of drafts) {
    const { token } = value(outbox.preview(draft));
    value(outbox.submit({ opId: randomUUID(), token, notify: 'all' }));
    process.stdout.write(`${draft.kind}\n`);
  }
}
for (let turn = 0; turn < 3; turn += 1) {
  // oxlint-disable-next-line no-await-in-loop
  await outbox.flush(account);
  // oxlint-disable-next-line no-await-in-loop
  await backend.engine.request('person');
}
await backend.close();
