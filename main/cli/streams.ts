/**
 * Writes to stdout and stderr before it returns: the packaged app runs a command before Electron's event loop, in
 * which Node's streams would write. A reader that went away, such as `head`, is no error.
 */
import { writeSync } from 'node:fs';
import { sleepMs } from './sleep.ts';

const [stdout, stderr] = [1, 2];
const retryMs = 5;

const codeOf = (error: unknown): unknown => (error as NodeJS.ErrnoException).code;

/** Returns false if nobody reads any more. */
const write = (descriptor: number, text: string): boolean => {
  const bytes = Buffer.from(text);
  for (let written = 0; written < bytes.length;) {
    try {
      written += writeSync(descriptor, bytes, written);
    } catch (error) {
      // A pipe that is full, if whoever made it does not block.
      if (codeOf(error) === 'EAGAIN') sleepMs(retryMs);
      else if (codeOf(error) === 'EPIPE' || codeOf(error) === 'EOF' || codeOf(error) === 'EBADF')
        return false;
      else throw error;
    }
  }
  return true;
};

export const printOut = (text: string): boolean => write(stdout, text);
export const printError = (text: string): boolean => write(stderr, text);
