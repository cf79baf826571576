/** A browser as it was found, with everything that is needed to start it. */
import type { InstalledBrowser } from '../../shared/browsers.ts';
import type { BrowserFamily } from './families.ts';

export interface FoundBrowser extends InstalledBrowser {
  readonly family: BrowserFamily | null;
  /** A path, or a name to be found in PATH. */
  readonly program: string;
  /** Returns the program's arguments; the URL is one of them, or the end of one. */
  readonly argumentsFor: (url: string, profile: string | null) => readonly string[];
}

/** What finding browsers reads from the system. */
export interface BrowserFiles {
  /** Returns a text file's content; null if it cannot be read or is long. */
  readonly read: (path: string) => Promise<string | null>;
  /** Returns the paths of all files below a folder, relative to it; empty if there is none. */
  readonly list: (folder: string) => Promise<readonly string[]>;
  /** Returns whether there is such a file or folder. */
  readonly exists: (path: string) => Promise<boolean>;
}
