/**
 * A calendar file on this computer, read like a download: only if it has changed, with a limit on its size, and in
 * pieces. Never throws; a failure is a code, because the path is the person's own.
 */
import { constants, watch } from 'node:fs';
import type { FSWatcher } from 'node:fs';
import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { isCalendarFilePath } from '../../shared/feeds.ts';
import { fail, ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import type { SourceFailure } from '../sync/ports.ts';
import { mostBytes } from './download.ts';
import type { Download, Validators } from './download.ts';

const pieceBytes = 1 << 20;
/** Programs save in several steps. */
const settleMs = 500;
/** A file that is written without pause is not read without pause. */
const betweenNewsMs = 5000;

/** Returns the address under which a file is stored; null if it cannot be a calendar file. */
export const fileAddress = (file: string): string | null =>
  path.isAbsolute(file) && isCalendarFilePath(file) ? pathToFileURL(file).href : null;

/** Returns the path of a file's address; null if it is not one. */
export const pathOf = (address: string): string | null => {
  if (!address.startsWith('file:')) return null;
  try {
    return fileURLToPath(address);
  } catch {
    return null;
  }
};

export const readCalendarFile = async (
  file: string,
  validators: Validators | null,
  signal: AbortSignal,
): Promise<Result<Download, SourceFailure>> => {
  let handle: FileHandle | null = null;
  try {
    // A pipe or a device must not make the app wait.
    handle = await open(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    const { mtimeNs, size, isFile } = await stateOf(handle);
    if (!isFile) return fail({ kind: 'feedFailed', cause: 'fileUnreadable' });
    if (size > mostBytes) return fail({ kind: 'feedFailed', cause: 'tooLarge' });
    const etag = `${mtimeNs}-${size}`;
    if (validators?.etag === etag) return ok({ kind: 'unchanged', movedTo: null });
    const chunks: Uint8Array[] = [];
    for (let total = 0; ;) {
      if (signal.aborted) return fail({ kind: 'aborted' });
      // The pieces follow one another.
      // oxlint-disable-next-line no-await-in-loop
      const { bytesRead, buffer } = await handle.read(new Uint8Array(pieceBytes), 0, pieceBytes, null);
      if (bytesRead === 0) break;
      total += bytesRead;
      // It may grow while it is read.
      if (total > mostBytes) return fail({ kind: 'feedFailed', cause: 'tooLarge' });
      chunks.push(buffer.subarray(0, bytesRead));
    }
    return ok({
      kind: 'changed',
      chunks,
      charset: null,
      validators: { etag, lastModified: null },
      movedTo: null,
    });
  } catch {
    return fail({ kind: 'feedFailed', cause: 'fileUnreadable' });
  } finally {
    await handle?.close().catch(() => {});
  }
};

const stateOf = async (
  handle: FileHandle,
): Promise<{ readonly mtimeNs: bigint; readonly size: number; readonly isFile: boolean }> => {
  const stat = await handle.stat({ bigint: true });
  return { mtimeNs: stat.mtimeNs, size: Number(stat.size), isFile: stat.isFile() };
};

export interface FileWatch {
  /** Returns whether the file has changed since the last call. */
  takeNews(): boolean;
  stop(): void;
}

/**
 * Calls the listener when a file has been saved. Its folder is watched, because many programs save by replacing the
 * file. Where that is not possible, only each pass looks at the file.
 */
export const watchFile = (file: string, onNews: () => void): FileWatch => {
  const name = path.basename(file);
  let hasNews = false;
  let timer: NodeJS.Timeout | null = null;
  let lastMs = -Infinity;
  const tell = (): void => {
    timer = null;
    lastMs = performance.now();
    hasNews = true;
    onNews();
  };
  const onEvent = (_event: string, changed: string | null): void => {
    if (changed !== null && changed !== name) return;
    const waitMs = Math.max(settleMs, lastMs + betweenNewsMs - performance.now());
    timer ??= setTimeout(tell, waitMs).unref();
  };
  let watcher: FSWatcher | null = null;
  try {
    watcher = watch(path.dirname(file), { persistent: false }, onEvent);
    watcher.on('error', () => watcher?.close());
  } catch {
    watcher = null;
  }
  return {
    takeNews: () => {
      const had = hasNews;
      hasNews = false;
      return had;
    },
    stop: () => {
      watcher?.close();
      if (timer !== null) clearTimeout(timer);
    },
  };
};
