import { expect, test } from 'vitest';
import { openDatabase } from '../../main/store/database/connection.ts';
import { storeOn } from '../../main/store/open.ts';
import { NOW_MS, temporaryPath, value } from './support/builders.ts';

/** Every statement that the store prepares, with its query plan. */
const plans = (): { readonly sql: string; readonly plan: readonly string[] }[] => {
  const path = temporaryPath();
  const opened = value(openDatabase({ path, nowMs: NOW_MS }));
  const { db } = opened;
  const prepared: string[] = [];
  const prepare = db.prepare.bind(db);
  db.prepare = ((sql: string) => {
    prepared.push(sql);
    return prepare(sql);
  }) as typeof db.prepare;
  const store = value(storeOn(opened, path));
  const explained = prepared.map((sql) => {
    const positional = sql
      .split('?')
      .slice(1)
      .map(() => null);
    const named = Object.fromEntries([...sql.matchAll(/@(\w+)/g)].map(([, name]) => [name!, null]));
    const statement = prepare(`EXPLAIN QUERY PLAN ${sql}`);
    const rows = (positional.length > 0 ? statement.all(...positional) : statement.all(named)) as {
      detail: string;
    }[];
    return { sql, plan: rows.map(({ detail }) => detail) };
  });
  store.close();
  return explained;
};

test('no statement scans all events', () => {
  const touching = plans().filter(({ sql }) => /\bevents\b/.test(sql));
  expect(touching.length).toBeGreaterThan(8);
  for (const { sql, plan } of touching) {
    expect({
      sql,
      scans: plan.filter((step) => /^SCAN (events|part\b)(?! USING)/.test(step) && !step.includes('part')),
    }).toEqual({
      sql,
      scans: [],
    });
  }
});

test('the sweep finds unseen rows by the stamp alone, slice by slice in the index’s order', () => {
  const unseen = plans().find(({ sql }) => sql.includes('seen_pass = @stamp AND key > @key'));
  expect(unseen?.plan).toEqual([
    'SEARCH events USING INDEX events_seen (calendar_key=? AND seen_pass=? AND rowid>?)',
  ]);
  const stamps = plans().find(({ sql }) => sql.includes('min(seen_pass)'));
  expect(stamps?.plan.at(-1)).toContain('COVERING INDEX events_seen (calendar_key=? AND seen_pass>?');
});

test('the journal is read and pruned by its indexes', () => {
  const touching = plans().filter(({ sql }) => /\b(FROM|INTO) changes\b/.test(sql));
  expect(touching.length).toBeGreaterThan(4);
  for (const { plan } of touching) expect(plan.filter((step) => step.startsWith('SCAN changes'))).toEqual([]);
});

test('upcoming events are counted from the indexes alone', () => {
  const upcoming = plans().find(({ sql }) => sql.includes('@now - 172800000'));
  const searches = upcoming?.plan.filter((step) => step.includes('events'));
  expect(searches?.map((step) => step.replace(/ \(.*/, ''))).toEqual([
    'SEARCH events USING COVERING INDEX events_short',
    'SEARCH events USING COVERING INDEX events_long',
    'SEARCH events USING COVERING INDEX events_series',
  ]);
});

test('unanswered invitations are found without reading others', () => {
  const unanswered = plans().find(({ sql }) => sql.includes('INDEXED BY events_unanswered'));
  expect(unanswered?.plan[0]).toBe(
    'SEARCH events USING INDEX events_unanswered (calendar_key=? AND <expr>>?)',
  );
  const copies = plans().filter(({ sql }) => sql.includes('ical_uid = @uid'));
  expect(copies.flatMap(({ plan }) => plan.filter((step) => / events /.test(step)))).toEqual([
    'SEARCH events USING INDEX events_short (start_ms=? AND end_ms=?)',
    'SEARCH events USING INDEX events_long (end_ms=? AND start_ms=?)',
    'SEARCH events USING INDEX events_series (last_ms=? AND first_ms=?)',
    'SEARCH events USING INTEGER PRIMARY KEY (rowid=?)',
  ]);
});

test('missing masters are found from the exceptions alone', () => {
  const missing = plans().find(({ sql }) => sql.includes('SELECT DISTINCT master_id'));
  expect(missing?.plan.filter((step) => /\bSCAN events\b/.test(step))).toEqual([]);
  expect(missing?.plan.some((step) => step.includes('COVERING INDEX events_parts (calendar_key=?'))).toBe(
    true,
  );
});
