/**
 * What hooks' programs print: `hooks.log` in the log's folder and its predecessor, `hooks.old.log`, private to their
 * owner. Bounded: a run adds at most `LONGEST_OUTPUT`, and a file that has reached 256 kB is replaced.
 */
import { appendFile, mkdir, rename, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** In bytes. */
export const LONGEST_OUTPUT = 64 * 1024;
const LONGEST_FILE = 256 * 1024;

export interface OutputLog {
  /** Appends to the file, one text after the other. A disk that cannot be written to loses it. */
  append(text: string): Promise<void>;
}

export const openOutputLog = (folder: string): OutputLog => {
  const file = join(folder, 'hooks.log');
  const write = async (text: string): Promise<void> => {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const size = await stat(file).then(
      (found) => found.size,
      () => 0,
    );
    if (size >= LONGEST_FILE) await rename(file, join(folder, 'hooks.old.log'));
    await appendFile(file, text, { mode: 0o600 });
  };
  let last = Promise.resolve();
  return {
    append: (text) => {
      last = last.then(() => write(text)).catch(() => undefined);
      return last;
    },
  };
};
