import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openSnapshotFile } from '../../main/app/prerender/snapshotFile.ts';
import type { StartSnapshot } from '../../shared/startSnapshot.ts';
import { createFakeClock } from '../support/clock.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'jarvis-kept-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A file over a "store" that is one word. */
const setUp = () => {
  const clock = createFakeClock();
  const path = join(folder, 'start.json');
  const world = { word: 'first' as string | null, isBusy: false };
  const file = openSnapshotFile({
    path,
    clock,
    read: async () => (world.word === null ? null : ({ version: world.word } as StartSnapshot)),
    isBusy: () => world.isBusy,
  });
  const stored = (): string | null =>
    existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as StartSnapshot).version : null;
  return { clock, path, world, file, stored };
};

describe('the snapshot for the next start', () => {
  test('is written once the store has come to rest, for its owner only (property 9)', async () => {
    const { clock, file, stored, path } = setUp();
    file.forget();
    await clock.advance(2000);
    file.forget();
    await clock.advance(2000);
    expect(stored()).toBeNull();
    await clock.advance(4000);
    expect(stored()).toBe('first');
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(clock.pending()).toEqual([]);
  });

  test('is deleted before anything is written, so that a crash leaves none rather than an outdated one', async () => {
    const { clock, file, stored, world } = setUp();
    file.forget();
    await clock.advance(6000);
    world.word = 'second';
    file.forget();
    expect(stored()).toBeNull();
    await clock.advance(6000);
    expect(stored()).toBe('second');
  });

  test('is not read during a pass', async () => {
    const { clock, file, stored, world } = setUp();
    world.isBusy = true;
    file.forget();
    await clock.advance(60_000);
    expect(stored()).toBeNull();
    world.isBusy = false;
    await clock.advance(6000);
    expect(stored()).toBe('first');
  });

  test('read before a write is not written after it', async () => {
    const { clock, world, path } = setUp();
    let answer = (_kept: StartSnapshot): void => {};
    const file = openSnapshotFile({
      path,
      clock,
      read: () => new Promise((resolve) => (answer = resolve)),
      isBusy: () => world.isBusy,
    });
    file.forget();
    await clock.advance(6000);
    file.forget();
    answer({ version: 'old' } as StartSnapshot);
    await clock.advance(0);
    expect(existsSync(path)).toBe(false);
  });

  test('of the previous run is deleted at the first write', () => {
    const before = setUp();
    return before.file
      .keepFor(async () => {})
      .then(() => {
        expect(before.stored()).toBe('first');
        const { file, stored } = setUp();
        file.forget();
        expect(stored()).toBeNull();
      });
  });

  test('at the end has the state before the very last write, and no timer is left', async () => {
    const { clock, file, stored, world } = setUp();
    file.forget();
    await file.keepFor(async () => {
      world.word = 'closed';
      file.forget();
    });
    expect(stored()).toBe('first');
    expect(clock.pending()).toEqual([]);
  });

  test('is not written if the app ends during a pass, whose last slice is yet to come', async () => {
    const { file, stored, world } = setUp();
    await file.keepFor(async () => {});
    world.isBusy = true;
    await file.keepFor(async () => file.forget());
    expect(stored()).toBeNull();
  });

  test('that cannot be read does not prevent the store from being closed', async () => {
    const { clock, path } = setUp();
    let isClosed = false;
    const read = (): Promise<never> => Promise.reject(new Error('unreadable'));
    const file = openSnapshotFile({ path, clock, read, isBusy: () => false });
    await file.keepFor(async () => {
      isClosed = true;
    });
    expect([isClosed, existsSync(path)]).toEqual([true, false]);
  });

  test('is not written if there is nothing to list', async () => {
    const { file, stored, world } = setUp();
    await file.keepFor(async () => {});
    world.word = null;
    file.forget();
    await file.keepFor(async () => {});
    expect(stored()).toBeNull();
  });

  test('of the previous run stays if the app ends before anything was read or written', async () => {
    const { file, stored, world } = setUp();
    await file.keepFor(async () => {});
    world.word = null;
    await file.keepFor(async () => {});
    expect(stored()).toBe('first');
  });
});
