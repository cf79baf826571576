import Sqlite from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import { createGuard } from '../../main/store/database/failure.ts';

const guarded = (error: unknown) => {
  const db = new Sqlite(':memory:');
  onTestFinished(() => void db.close());
  const heard: string[] = [];
  const guard = createGuard(db, {
    onDamage: () => {
      heard.push('damage');
      return 'corrupt';
    },
    onUnexpected: () => void heard.push('unexpected'),
  });
  const result = () =>
    guard(() => {
      throw error;
    });
  return { result, heard };
};
const sqliteError = (code: string, message = code): Error => new Sqlite.SqliteError(message, code);

test.each([['SQLITE_CORRUPT'], ['SQLITE_CORRUPT_VTAB'], ['SQLITE_CORRUPT_INDEX'], ['SQLITE_NOTADB']])(
  '[F3] %s is damage',
  (code) => {
    const { result, heard } = guarded(sqliteError(code));
    expect(result()).toEqual({ ok: false, problem: { cause: 'corrupt' } });
    expect(heard).toEqual(['damage']);
  },
);

test.each([[sqliteError('SQLITE_ERROR', 'malformed JSON')], [new SyntaxError('Unexpected token')]])(
  '[F3] JSON that cannot be parsed is damage: %s',
  (error) => {
    const { result, heard } = guarded(error);
    expect(result()).toEqual({ ok: false, problem: { cause: 'corrupt' } });
    expect(heard).toEqual(['damage']);
  },
);

test.each([
  ['SQLITE_FULL', 'full'],
  ['SQLITE_READONLY', 'readOnly'],
  ['SQLITE_READONLY_DBMOVED', 'readOnly'],
  ['SQLITE_IOERR_READ', 'other'],
  ['SQLITE_IOERR_SHORT_READ', 'other'],
  ['SQLITE_IOERR_CORRUPTFS', 'other'],
  ['SQLITE_CANTOPEN', 'other'],
  ['SQLITE_BUSY', 'locked'],
])('[F2, F6, F7] %s is not damage', (code, cause) => {
  const { result, heard } = guarded(sqliteError(code));
  expect(result()).toEqual({ ok: false, problem: { cause } });
  expect(heard).toEqual([]);
});

test('any other error is thrown again, and the next opening checks the file', () => {
  const { result, heard } = guarded(new TypeError('a bug'));
  expect(result).toThrow('a bug');
  expect(heard).toEqual(['unexpected']);
});
