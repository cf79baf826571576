import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { bugFacts } from '../../main/platform/bugFacts.ts';
import { logLine, openLog } from '../../main/platform/log.ts';
import type { LogEvent } from '../../main/platform/log.ts';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});
const temporary = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'jarvis-log-'));
  folders.push(folder);
  return folder;
};

const canaries = [
  'Salary talk with Ada',
  'ada@example.com',
  'ya29.a0AfH6SMBcanary',
  '1//0gcanary-refresh',
  'https://calendar.google.com/?code=canary&state=canary',
];

describe('property 11: the log contains listed names, numbers and codes', () => {
  test('a line contains the event and its facts', () => {
    expect(logLine('pass.finished', { outcome: 'succeeded', upserted: 12, held: null, first: true })).toBe(
      'pass.finished outcome=succeeded upserted=12 held=null first=true',
    );
    expect(logLine('ipc.refused', { channel: 'agenda.list' })).toBe('ipc.refused channel=agenda.list');
  });

  test('unlisted text is never written: not as value, name or event', () => {
    fc.assert(
      fc.property(fc.oneof(fc.constantFrom(...canaries), fc.string({ minLength: 20 })), (canary) => {
        expect(logLine('bug', { code: canary })).toBe('bug code=unlisted');
        expect(logLine('bug', { [`${canary} `]: 1 })).toBe('bug unlisted=1');
        expect(logLine(canary as LogEvent)).toBe('unlisted');
        expect(logLine('bug', { code: { toString: () => canary } as never })).toBe('bug code=unlisted');
      }),
    );
  });

  test('a bug is logged with its type and location, not its message', () => {
    for (const canary of canaries) {
      const error = new TypeError(canary);
      error.stack = `TypeError: ${canary}\n    at f (/somewhere/${canary}/main.cjs:120:7)`;
      const line = logLine('bug', bugFacts(error));
      expect(line).toBe('bug error=TypeError line=120 column=7');
      error.name = canary;
      expect(logLine('bug', bugFacts(error))).not.toContain(canary);
      expect(logLine('bug', bugFacts(canary))).toBe('bug error=Error');
    }
  });

  test('property 9: the files are readable only by their owner and stay small', () => {
    const folder = join(temporary(), 'logs');
    const log = openLog(folder);
    for (let pass = 0; pass < 9000; pass += 1) {
      log('pass.finished', {
        outcome: 'succeeded',
        reason: 'timer',
        upserted: pass,
        problem: canaries[0] ?? '',
      });
    }
    expect((statSync(folder).mode & 0o777).toString(8)).toBe('700');
    const files = readdirSync(folder);
    expect(files.toSorted()).toEqual(['main.log', 'main.old.log']);
    for (const file of files) {
      const { mode, size } = statSync(join(folder, file));
      expect((mode & 0o777).toString(8)).toBe('600');
      expect(size).toBeLessThan(300 * 1024);
      const text = readFileSync(join(folder, file), 'utf8');
      expect(text).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d pass\.finished outcome=succeeded reason=timer /m);
      for (const canary of canaries) expect(text).not.toContain(canary);
    }
  });

  test('a folder that cannot be created disables the log, not the app', () => {
    const file = join(temporary(), 'file');
    openLog(join(file, '\0'))('bug');
  });
});
