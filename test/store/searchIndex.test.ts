/** The index matches the rows, whatever was done to them and whenever the process ended. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Database } from 'better-sqlite3';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { RemoteChange } from '../../shared/model.ts';
import { matchesAll, type SearchedRow } from '../../main/store/search/searchText.ts';
import { queryWordsIn, matchExpression } from '../../main/store/search/searchWords.ts';
import type { Store } from '../../main/store/open.ts';
import {
  account,
  at,
  calendarId,
  changed,
  deleted,
  finish,
  keyOf,
  list,
  master,
  NOW_MS,
  openedStore,
  populatedStore,
  remoteCalendar,
  single,
  value,
} from './support/builders.ts';
import { withDatabase } from './support/rows.ts';
import { indexAll, searchNow } from './support/searching.ts';

interface Stored extends SearchedRow {
  readonly key: number;
  readonly kind: string;
}

/** The keys that the index returns for a query, and those that a comparison of every row returns. */
const both = (db: Database, query: string): readonly [readonly number[], readonly number[]] => {
  const queryWords = queryWordsIn(query);
  const indexed = db
    .prepare<[string], number>(
      'SELECT docs.key FROM search_words JOIN search_docs AS docs ON docs.doc = search_words.rowid WHERE search_words MATCH ? ORDER BY docs.key',
    )
    .pluck()
    .all(matchExpression(queryWords, []));
  const rows = db.prepare<[], Stored>("SELECT * FROM events WHERE kind <> 'cancelled' ORDER BY key").all();
  return [indexed, rows.filter((row) => matchesAll(row, queryWords)).map(({ key }) => key)];
};

const queries = [
  'budget',
  'bud',
  'b',
  're',
  'view',
  'grace budget',
  'mül',
  'muel',
  '会議',
  '🎉',
  'q3',
  'agenda',
  'oslo',
  'e-mail',
  'email',
  'ミーティング',
  'サーバー',
  'off',
  'q 3',
  'kick off',
  'v2',
  '2.0',
  'ku47',
  '山田太郎',
  '3か月',
  '회',
  '의',
  'ㅎ',
];

const agree = (path: string): void =>
  withDatabase(path, (db) => {
    for (const query of queries) {
      const [indexed, scanned] = both(db, query);
      expect({ query, keys: indexed }).toEqual({ query, keys: scanned });
    }
    expect(db.prepare('SELECT count(*) FROM search_docs').pluck().get()).toBe(
      db.prepare("SELECT count(*) FROM events WHERE kind <> 'cancelled'").pluck().get(),
    );
    db.exec("INSERT INTO search_words (search_words) VALUES ('integrity-check')");
  });

const titles = [
  'Budget review',
  'Preview of budgets',
  'Müller',
  'Mueller Q3',
  '会議室',
  '🎉 party',
  'Oslo e-mail',
  'email ﾐｰﾃｨﾝｸﾞ',
  'サーバ移行',
  'KickOff Q3 v2.0',
  '山田 太郎 3ヶ月',
  '주간회의',
  '',
];
const bodies = ['Agenda: budget', '<p>Q3 KickOff</p>', 'vorschau Grace 회의', null];

const anEvent = fc.record({
  id: fc.integer({ min: 0, max: 24 }),
  title: fc.constantFrom(...titles),
  description: fc.constantFrom(...bodies),
  location: fc.constantFrom('Budget Hotel', 'Oslo', null),
  grace: fc.boolean(),
  day: fc.integer({ min: -3, max: 3 }),
  long: fc.boolean(),
  series: fc.boolean(),
});

const changeOf = (made: {
  readonly id: number;
  readonly title: string;
  readonly description: string | null;
  readonly location: string | null;
  readonly grace: boolean;
  readonly day: number;
  readonly long: boolean;
  readonly series: boolean;
}): RemoteChange[] => {
  const startMs = NOW_MS + made.day * 86_400_000;
  const fields = {
    title: made.title,
    description: made.description,
    location: made.location,
    organizer: made.grace ? { email: 'grace@example.com', self: false } : null,
    start: { kind: 'timed' as const, ms: startMs, zone: 'UTC' },
    end: { kind: 'timed' as const, ms: startMs + (made.long ? 4 : 0.1) * 86_400_000, zone: 'UTC' },
  };
  return changed(made.series ? master(`e${made.id}`, fields) : single(`e${made.id}`, fields));
};

const anAction = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('put' as const), event: anEvent }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('delete' as const), id: fc.integer({ min: 0, max: 24 }) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('index' as const), slices: fc.integer({ min: 1, max: 4 }) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('sweep' as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('restart' as const) }) },
);

test(
  'after any edits, at any speed, the index finds exactly what a comparison of every row finds',
  { timeout: 60_000 },
  () => {
    fc.assert(
      fc.property(fc.array(anAction, { minLength: 1, maxLength: 40 }), (actions) => {
        const { store: first, key, path } = populatedStore();
        let store = first;
        let pass = 1;
        for (const action of actions) {
          if (action.kind === 'put') value(store.sync.commitChanges(key, pass, changeOf(action.event)));
          else if (action.kind === 'delete')
            value(store.sync.commitChanges(key, pass, [deleted(`e${action.id}`)]));
          else if (action.kind === 'sweep') finish(store, key, (pass += 1), { timeMinMs: null });
          else if (action.kind === 'restart') {
            store.close();
            store = openedStore(path);
          } else for (let slice = 0; slice < action.slices; slice += 1) value(store.searchIndex.step());
          // Whatever is indexed by now, the person sees what the rows contain.
          const shown = searchNow(store, { query: 'budget', limit: 100 }, NOW_MS).occurrences.length;
          withDatabase(path, (db) => expect(shown).toBe(both(db, 'budget')[1].length));
        }
        indexAll(store);
        agree(path);
        store.close();
      }),
      { numRuns: 60 },
    );
  },
);

describe('the index', () => {
  test('finds a row that gets the key of a deleted one', () => {
    const { store, key } = populatedStore();
    const put = (id: string) =>
      value(store.sync.commitChanges(key, 1, changed(single(id, { title: 'Budget' }))));
    const take = (id: string) => value(store.sync.commitChanges(key, 1, [deleted(id)]));
    put('a');
    put('b');
    take('a');
    indexAll(store);
    take('b');
    put('c');
    const found = () => searchNow(store, { query: 'budget' }, NOW_MS).occurrences.length;
    expect(found()).toBe(1);
    indexAll(store);
    expect(found()).toBe(1);
  });

  const filled = (count: number): { store: Store; path: string; key: number } => {
    const made = populatedStore();
    const events = Array.from({ length: count }, (_, n) =>
      single(`e${n}`, { title: `Budget ${n}`, description: 'Agenda of all '.repeat(n % 7) }),
    );
    value(made.store.sync.commitChanges(made.key, 1, changed(...events)));
    return made;
  };

  test('made by an older rule is not used, and is filled again', async () => {
    const { store, path } = filled(200);
    indexAll(store);
    await store.close();
    // As left by a build with other words.
    withDatabase(path, (db) => {
      db.exec("UPDATE meta SET value = '1 15.0' WHERE name = 'searchedWith'");
      db.exec("INSERT INTO search_words (search_words) VALUES ('delete-all')");
      const insert = db.prepare('INSERT INTO search_words (rowid, words) VALUES (?, ?)');
      for (const doc of db.prepare<[], number>('SELECT doc FROM search_docs').pluck().all())
        insert.run(doc, 'otherwise');
    });
    const found = (of: Store): number =>
      searchNow(of, { query: 'budget', limit: 100 }, NOW_MS).occurrences.length;
    const again = openedStore(path);
    expect(found(again)).toBe(100);
    value(again.searchIndex.step());
    expect(found(again)).toBe(100);
    indexAll(again);
    agree(path);
    expect(indexAll(again)).toBe(1);
  });

  test('is filled in slices, which are smaller for long texts', () => {
    const { store, key, path } = filled(400);
    const docs = () =>
      withDatabase(path, (db) => db.prepare('SELECT count(*) FROM search_docs').pluck().get() as number);
    const sizes: number[] = [];
    for (let before = 0, done = false; !done; before = docs()) {
      ({ done } = value(store.searchIndex.step()));
      sizes.push(docs() - before);
    }
    expect(Math.max(...sizes)).toBe(80);
    expect(docs()).toBe(400);
    const long = Array.from({ length: 20 }, (_, n) =>
      single(`long${n}`, { description: 'word '.repeat(6000) }),
    );
    value(store.sync.commitChanges(key, 2, changed(...long)));
    value(store.searchIndex.step());
    expect(docs() - 400).toBeLessThan(4);
  });

  test('forgets more of the newest rows than one slice holds, and accepts their keys when they are used again', () => {
    const { store, key, path } = filled(300);
    indexAll(store);
    const gone = Array.from({ length: 200 }, (_, n) => deleted(`e${n + 100}`));
    value(store.sync.commitChanges(key, 2, gone));
    indexAll(store);
    agree(path);
    const again = Array.from({ length: 200 }, (_, n) => single(`again${n}`, { title: 'Oslo' }));
    value(store.sync.commitChanges(key, 3, changed(...again)));
    indexAll(store);
    agree(path);
  });

  /** As earlier builds left it: the words of deleted rows, and nothing that marks them. */
  const withOrphans = () => {
    const made = filled(300);
    indexAll(made.store);
    const gone = Array.from({ length: 200 }, (_, n) => deleted(`e${n + 100}`));
    value(made.store.sync.commitChanges(made.key, 2, gone));
    withDatabase(made.path, (db) => {
      db.exec('DELETE FROM search_stale');
      db.exec("UPDATE meta SET value = (SELECT max(key) FROM events) WHERE name = 'searchedKey'");
    });
    return made;
  };

  test('loses words of deleted rows that an older build left, a slice at a time', () => {
    const { store, path } = withOrphans();
    const docs = () =>
      withDatabase(path, (db) => db.prepare('SELECT count(*) FROM search_docs').pluck().get() as number);
    const sizes: number[] = [];
    for (let before = docs(), done = false; !done; before = docs()) {
      ({ done } = value(store.searchIndex.step()));
      sizes.push(before - docs());
    }
    expect(Math.max(...sizes)).toBe(80);
    agree(path);
  });

  test('accepts rows that got the keys of such rows, whose words would be in their way', () => {
    const { store, key, path } = withOrphans();
    const again = Array.from({ length: 200 }, (_, n) => single(`again${n}`, { title: 'Oslo' }));
    value(store.sync.commitChanges(key, 3, changed(...again)));
    indexAll(store);
    agree(path);
  });

  test('is not written to if there is nothing new', () => {
    const { store, path, key } = filled(60);
    indexAll(store);
    const wal = () => readFileSync(`${path}-wal`).length;
    const before = wal();
    // The same again [S11], and only a pass's stamp for unchanged rows.
    const events = Array.from({ length: 60 }, (_, n) =>
      single(`e${n}`, { title: `Budget ${n}`, description: 'Agenda of all '.repeat(n % 7) }),
    );
    expect(value(store.searchIndex.step())).toEqual({ done: true });
    expect(wal()).toBe(before);
    value(store.sync.commitChanges(key, 2, changed(...events)));
    expect(withDatabase(path, (db) => db.prepare('SELECT count(*) FROM search_stale').pluck().get())).toBe(0);
  });

  test('treats a row that got the key of a deleted one as new', () => {
    const { store, path, key } = filled(3);
    indexAll(store);
    const lastKey = () => withDatabase(path, (db) => db.prepare('SELECT max(key) FROM events').pluck().get());
    const before = lastKey();
    value(store.sync.commitChanges(key, 2, [deleted('e2')]));
    indexAll(store);
    value(store.sync.commitChanges(key, 2, changed(single('new', { title: 'Oslo' }))));
    expect(lastKey()).toBe(before);
    expect(searchNow(store, { query: 'oslo' }, NOW_MS).occurrences).toHaveLength(1);
    indexAll(store);
    agree(path);
  });

  test('of an older database is made afterwards, and everything is found at once', () => {
    const path = join(dirname(populatedStore().path), 'older.db');
    const sql = readFileSync(join(import.meta.dirname, 'fixtures/schema2.sql'), 'utf8');
    withDatabase(path, (db) => db.exec(`PRAGMA journal_mode = WAL; ${sql}`));
    const store = openedStore(path);
    const found = (query: string) =>
      searchNow(store, { query }, NOW_MS).occurrences.map(({ title }) => title);
    expect(found('ada review')).toEqual(["Ada's review"]);
    expect(found('agenda')).toEqual(["Ada's review"]);
    expect(found('holi')).toEqual(['Meeting holiday']);
    indexAll(store);
    expect(found('ada review')).toEqual(["Ada's review"]);
    expect(found('meeting')).toHaveLength(3);
    agree(path);
  });

  test('contains no word of an account that was disconnected [S40]', () => {
    const { store, path, key } = filled(300);
    value(store.sync.commitChanges(key, 1, changed(single('secret', { title: 'Zwetschgenkuchen' }))));
    indexAll(store);
    const fileHas = () =>
      readdirSync(dirname(path)).some((name) =>
        readFileSync(join(dirname(path), name)).includes('wetschgenku'),
      );
    expect(fileHas()).toBe(true);
    // Another account keeps the file in use.
    value(
      store.accounts.add({
        id: 'google:ben@example.com' as typeof account,
        kind: 'google',
        label: 'ben@example.com',
        connectedAt: '2026-11-02T00:00:00.000Z',
      }),
    );
    value(store.accounts.remove(account));
    for (let done = false; !done;) ({ done } = value(store.sync.removePendingDeletions()));
    indexAll(store);
    expect(fileHas()).toBe(false);
  });

  test('ignores calendars that are being deleted, and finds the others', () => {
    const { store, path, key } = filled(300);
    const team = remoteCalendar('team@example.com');
    list(store, [remoteCalendar(calendarId, { primary: true }), team]);
    const events = Array.from({ length: 300 }, (_, n) => single(`t${n}`, { title: `Team budget ${n}` }));
    value(store.sync.commitChanges(keyOf(store, team.id), 1, changed(...events)));
    indexAll(store);
    list(store, [remoteCalendar(calendarId, { primary: true })]);
    value(store.sync.commitChanges(key, 1, changed(single('mine', { start: at('2026-11-24T10:00:00Z') }))));
    const found = () => searchNow(store, { query: 'team' }, NOW_MS).occurrences.length;
    expect(found()).toBe(0);
    value(store.searchIndex.step());
    for (let done = false; !done;) {
      ({ done } = value(store.sync.removePendingDeletions()));
      value(store.searchIndex.step());
    }
    expect(found()).toBe(0);
    indexAll(store);
    agree(path);
    expect(searchNow(store, { query: 'budget', limit: 100 }, NOW_MS).occurrences).toHaveLength(100);
  });
});

test(
  '[F1] killed at any moment between a commit and its indexing, finds every row exactly once',
  { timeout: 60_000 },
  async () => {
    const { store, path } = populatedStore();
    store.close();
    const file = join(import.meta.dirname, 'support/killedIndexingChild.ts');
    for (const afterMs of [20, 90, 170, 300]) {
      const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', file, path], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      const ended = once(child, 'exit');
      // oxlint-disable-next-line no-await-in-loop
      await Promise.race([once(child.stdout, 'data'), ended]);
      expect(child.exitCode).toBeNull();
      // oxlint-disable-next-line no-await-in-loop
      await new Promise((resolve) => setTimeout(resolve, afterMs));
      child.kill('SIGKILL');
      // oxlint-disable-next-line no-await-in-loop
      await ended;
      // The copy is read before the index is updated.
      const copy = `${path}.${afterMs}`;
      for (const suffix of ['', '-wal']) copyFileSync(path + suffix, copy + suffix);
      const again = openedStore(copy);
      const shown = searchNow(again, { query: 'budget oslo', limit: 100 }, NOW_MS).occurrences.map(
        ({ eventId }) => eventId,
      );
      const scanned = withDatabase(copy, (db) => both(db, 'budget oslo')[1].length);
      expect(new Set(shown).size).toBe(shown.length);
      expect(shown.length).toBe(Math.min(100, scanned));
      indexAll(again);
      agree(copy);
      again.close();
    }
  },
);
