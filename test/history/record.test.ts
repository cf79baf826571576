/** Passed meetings beside a calendar that is synced: what is recorded, and what a brief then tells. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import { createBriefs, type BriefReads } from '../../main/history/briefs.ts';
import { createHistory } from '../../main/history/history.ts';
import { createRecorder } from '../../main/history/recorder.ts';
import type { Brief } from '../../shared/brief.ts';
import { refOf } from '../../shared/agenda.ts';
import type { Settings } from '../../shared/settings.ts';
import { DAY, HOME, HOUR, MINUTE, meeting, openTestApp, START_MS, ZONE } from '../faults/testApp.ts';
import { value } from '../support/value.ts';

type Answer = 'accepted' | 'declined' | 'needsAction' | 'tentative';
const people = (names: Readonly<Record<string, Answer>>, own: Answer = 'accepted') => ({
  attendees: [
    { email: HOME, self: true, responseStatus: own },
    ...Object.entries(names).map(([name, responseStatus]) => ({
      email: `${name.toLowerCase()}@example.com`,
      displayName: name,
      responseStatus,
    })),
  ],
});

const openHistory = async () => {
  const app = await openTestApp();
  const path = join(app.profile, 'history.db');
  const settings: { historyDays: Settings['historyDays']; reachBack: Settings['reachBack'] } = {
    historyDays: 365,
    reachBack: 'month',
  };
  const open = () => createHistory({ path, now: app.clock.now });
  let history = open();
  onTestFinished(() => history.close());
  const store: BriefReads = {
    accounts: () => app.store.accounts.list(),
    calendars: () => app.store.calendars.list(),
    agenda: (range) => app.store.agenda.list({ timeZone: ZONE, ...range }),
    occurrence: (ref) => app.store.agenda.get(ref),
    changesOf: (meeting) => app.store.changes.ofMeeting(meeting),
  };
  let pages = 0;
  const turn = async (): Promise<void> => void (pages += 1);
  let recorder = createRecorder({ history, now: app.clock.now, settings: () => settings, turn });
  const record = (why: 'pass' | 'minute' = 'pass') => recorder.consider(store, why);
  const briefs = () =>
    createBriefs({
      store: async () => ({ ok: true, value: store }),
      history: async () => history,
      settings: () => settings,
      now: app.clock.now,
      timeZone: () => ZONE,
    });
  const find = (title: string, fromMs = app.clock.now()) => {
    const found = app.occurrences(fromMs, fromMs + 20 * DAY).find((one) => one.title === title);
    if (found === undefined) throw new Error(`no ${title}`);
    return refOf(found);
  };
  const briefOf = async (title: string): Promise<Brief> => value(await briefs().of(find(title)));
  const kept = (): readonly unknown[] =>
    value(
      history.use((table) =>
        table.coverage().length === 0
          ? []
          : app
              .occurrences(START_MS - 40 * DAY, app.clock.now() + DAY)
              .flatMap((one) =>
                one.start.kind === 'timed' && table.isKnown({ ...one, start: one.start }) ? [one.title] : [],
              ),
      ),
    );
  return {
    app,
    path,
    settings,
    record,
    briefs,
    briefOf,
    find,
    kept,
    pages: () => pages,
    get history() {
      return history;
    },
    reopen: () => {
      history.close();
      history = open();
      recorder = createRecorder({ history, now: app.clock.now, settings: () => settings, turn });
    },
  };
};

const texts = (lines: Brief['last']): readonly string[] =>
  lines.map(({ kind, from }) => (from === null ? kind : `${kind}: ${from.title}`));

test('only meetings that count as the person’s are kept, each once', async () => {
  const { app, record, kept } = await openHistory();
  const past = (title: string, fields: object, days = 2): void =>
    void app.model.insert(HOME, { ...meeting(title, START_MS - days * DAY), ...fields });
  past('Met', people({ Priya: 'accepted' }));
  past('Declined', people({ Priya: 'accepted' }, 'declined'));
  past('Unanswered', {
    ...people({ Priya: 'accepted' }, 'needsAction'),
    organizer: { email: 'priya@example.com' },
  });
  past('Lunch', {});
  past('Absence', { ...people({ Priya: 'accepted' }), eventType: 'outOfOffice' });
  past('Too early', people({ Priya: 'accepted' }), 35);
  app.model.insert(HOME, { ...meeting('To come', START_MS + HOUR), ...people({ Priya: 'accepted' }) });
  await app.sync();
  expect(await record()).toEqual([app.accountId]);
  expect(kept()).toEqual(['Met']);
  expect(await record()).toEqual([]);
});

test('a brief tells the last meetings with these people, and leads there', async () => {
  const { app, record, briefOf, find } = await openHistory();
  for (const days of [2, 5, 9, 12])
    app.model.insert(HOME, {
      ...meeting(`Talk ${days}`, START_MS - days * DAY),
      ...people({ Priya: 'accepted', Jun: 'accepted' }),
    });
  app.model.insert(HOME, {
    ...meeting('Review', START_MS + HOUR),
    ...people({ Priya: 'accepted', Noor: 'accepted' }),
  });
  await app.sync();
  expect((await briefOf('Review')).last).toEqual([]);
  await record();
  const { last } = await briefOf('Review');
  expect(texts(last)).toEqual([
    'newToMe',
    'metBefore',
    'earlierMeeting: Talk 2',
    'earlierMeeting: Talk 5',
    'earlierMeeting: Talk 9',
  ]);
  expect(last[0]).toMatchObject({ people: { names: ['Noor'] }, days: 30 });
  expect(last[1]).toMatchObject({ count: 4, atLeast: false });
  expect(last[2]?.from?.ref).toEqual(find('Talk 2', START_MS - 3 * DAY));
});

test('a series’ guests are those of the time: not recorded later, and kept when the list changes', async () => {
  const { app, record, briefOf, reopen } = await openHistory();
  app.model.insert(HOME, {
    ...meeting('Weekly', START_MS - 21 * DAY),
    id: 'weekly0',
    recurrence: ['RRULE:FREQ=WEEKLY'],
    ...people({ Priya: 'accepted', Sam: 'declined' }),
  });
  await app.sync();
  await record();
  // Recorded a week afterwards: who was there is not known.
  expect((await briefOf('Weekly')).last[0]).toMatchObject({ kind: 'lastOccurrence', there: null });
  await app.clock.advance(7 * DAY + HOUR);
  reopen();
  await app.sync();
  await record();
  app.model.patch(HOME, 'weekly0', people({ Jun: 'accepted' }));
  await app.sync();
  await record();
  const { last } = await briefOf('Weekly');
  expect(last.slice(0, 2)).toMatchObject([
    { kind: 'lastOccurrence', there: { names: ['Priya'], more: 0 } },
    { kind: 'newInSeries', people: { names: ['Jun'], more: 0 } },
  ]);
});

test('hidden guests and private events: it is kept that they took place, nobody’s name and no title', async () => {
  const { app, record, briefOf, path } = await openHistory();
  app.model.insert(HOME, {
    ...meeting('Everyone', START_MS - DAY),
    ...people({ Zelda: 'accepted' }),
    attendeesOmitted: true,
  });
  app.model.insert(HOME, {
    ...meeting('Pay rise', START_MS - DAY),
    ...people({ Quentin: 'accepted' }),
    visibility: 'private',
  });
  app.model.insert(HOME, {
    ...meeting('Private now', START_MS + HOUR),
    ...people({ Quentin: 'accepted' }),
    visibility: 'private',
  });
  await app.sync();
  await record();
  const db = new Sqlite(path, { readonly: true });
  const dump = JSON.stringify(
    ['meetings', 'guests'].map((table) => db.prepare(`SELECT * FROM ${table}`).all()),
  );
  db.close();
  expect(dump).toContain('Everyone');
  expect(dump).not.toMatch(/Zelda|Quentin|Pay rise/i);
  expect((await briefOf('Private now')).limits).toEqual(['private']);
});

test('what changed since the person looked is told, also while the panel stays open', async () => {
  const { app, briefs, briefOf, find } = await openHistory();
  app.model.insert(HOME, {
    ...meeting('Review', START_MS + 5 * HOUR),
    id: 'review0',
    location: 'Apple Room',
  });
  await app.sync();
  const ref = find('Review');
  expect(await briefOf('Review')).toMatchObject({ lookedAt: null, changed: [] });
  value(await briefs().looked(ref));
  const lookedAt = new Date(app.clock.now()).toISOString();
  await app.clock.advance(HOUR);
  app.model.patch(HOME, 'review0', { location: 'Pear Room' });
  await app.sync();
  const changed = [
    { kind: 'changed', what: { kind: 'placeChanged', from: 'Apple Room', to: 'Pear Room' }, from: null },
  ];
  expect(await briefOf('Review')).toMatchObject({ lookedAt, changed });
  // The panel opens, and asks again while it is open.
  value(await briefs().looked(ref));
  expect(value(await briefs().of({ ...ref, comparedWith: lookedAt }))).toMatchObject({ lookedAt, changed });
  // The next one begins with what was seen then.
  expect((await briefOf('Review')).changed).toEqual([]);
});

test('of a meeting that was never opened, what syncs noticed is told until it is opened', async () => {
  const { app, briefs, briefOf, find } = await openHistory();
  app.model.insert(HOME, {
    ...meeting('Review', START_MS + 5 * HOUR),
    ...people({ Priya: 'needsAction' }),
    id: 'review0',
    description: 'Draft A',
  });
  app.model.insert(HOME, { ...meeting('Other', START_MS + 6 * HOUR), id: 'other0' });
  await app.sync();
  await app.clock.advance(HOUR);
  app.model.patch(HOME, 'review0', {
    ...people({ Priya: 'accepted', Jun: 'needsAction' }),
    description: 'Draft B',
    location: 'Pear Room',
  });
  app.model.patch(HOME, 'other0', { location: 'Fig Room' });
  await app.sync();
  const { lookedAt, changed } = await briefOf('Review');
  expect(lookedAt).toBeNull();
  expect(changed).toMatchObject([
    { kind: 'changed', what: { kind: 'placeChanged', from: null, to: 'Pear Room' }, from: null },
    { kind: 'guestsChanged', added: { names: ['Jun'] } },
    { kind: 'guestsAnswered', answers: [{ name: 'Priya', response: 'accepted' }] },
    { kind: 'descriptionChanged', lines: [{ text: 'Draft A' }, { text: 'Draft B' }] },
  ]);
  value(await briefs().looked(find('Review')));
  // While the panel stays open it is still told, and the next time no more.
  expect(value(await briefs().of({ ...find('Review'), comparedWith: null })).changed).toEqual(changed);
  expect((await briefOf('Review')).changed).toEqual([]);
});

test('a meeting that begins meanwhile is told, and leads there', async () => {
  const { app, briefOf, find } = await openHistory();
  app.model.insert(HOME, meeting('Review', START_MS + HOUR));
  app.model.insert(HOME, meeting('Panel', START_MS + HOUR + 15 * MINUTE));
  app.model.insert(HOME, { ...meeting('Free', START_MS + HOUR), transparency: 'transparent' });
  await app.sync();
  const { needed } = await briefOf('Review');
  expect(needed).toMatchObject([{ kind: 'collides', from: { title: 'Panel', ref: find('Panel') } }]);
});

test('a short way from the meeting before is told, and leads there', async () => {
  const { app, briefOf, find } = await openHistory();
  app.model.insert(HOME, { ...meeting('Review', START_MS + 2 * HOUR), location: 'Café Quince' });
  app.model.insert(HOME, {
    ...meeting('Panel', START_MS + 2 * HOUR - 45 * MINUTE),
    location: 'Main Street 4',
  });
  await app.sync();
  expect((await briefOf('Review')).needed).toMatchObject([
    {
      kind: 'tightWay',
      minutes: 15,
      leave: 'Main Street 4',
      reach: 'Café Quince',
      from: { ref: find('Panel') },
    },
    { kind: 'place' },
  ]);
});

test('off deletes the file; another account’s meetings leave with it', async () => {
  const { app, record, briefOf, settings, history, kept } = await openHistory();
  app.model.insert(HOME, { ...meeting('Met', START_MS - DAY), ...people({ Priya: 'accepted' }) });
  app.model.insert(HOME, { ...meeting('Review', START_MS + HOUR), ...people({ Priya: 'accepted' }) });
  await app.sync();
  await record();
  expect(kept()).toEqual(['Met']);
  value(history.removeOf(app.accountId));
  expect(kept()).toEqual([]);
  settings.historyDays = 0;
  history.remove();
  expect(await record()).toEqual([]);
  expect(await briefOf('Review')).toMatchObject({ isKept: false, last: [], lookedAt: null });
});

test('nothing of it is lost with the calendar’s database', async () => {
  const { app, record, kept } = await openHistory();
  app.model.insert(HOME, { ...meeting('Met', START_MS - DAY), ...people({ Priya: 'accepted' }) });
  await app.sync();
  await record();
  await app.restart((path) => writeFileSync(path, 'damaged beyond recognition'));
  await app.sync();
  expect(kept()).toEqual(['Met']);
});

test('a calendar that is not complete claims nothing', async () => {
  const { app, record, briefOf } = await openHistory();
  app.model.insert(HOME, { ...meeting('Review', START_MS + HOUR), ...people({ Priya: 'accepted' }) });
  await app.sync();
  const { db } = app;
  db.prepare('UPDATE calendars SET last_success_at_ms = NULL').run();
  expect(await record()).toEqual([]);
  expect((await briefOf('Review')).last).toEqual([]);
});

test('the record is kept up a page at a time, and seldom', async () => {
  const { app, record, pages } = await openHistory();
  for (let n = 0; n < 120; n += 1)
    app.model.insert(HOME, {
      ...meeting(`Met ${n}`, START_MS - DAY - n * HOUR),
      ...people({ Priya: 'accepted' }),
    });
  await app.sync();
  await record();
  const first = pages();
  expect(first).toBe(3);
  await record();
  await record('minute');
  expect(pages()).toBe(first);
  await app.clock.advance(61 * MINUTE);
  await record('minute');
  expect(pages()).toBeGreaterThan(first);
});
