/** The browsers of this computer, and the person's choice of one for each account. */
import type { AccountId } from './model.ts';

export interface BrowserProfile {
  /** What the browser calls it when it is started. */
  readonly id: string;
  readonly name: string;
}

export interface InstalledBrowser {
  /** Stable, so that a choice survives updates of the browser. */
  readonly id: string;
  readonly name: string;
  /** The person's profiles; empty with fewer than two. */
  readonly profiles: readonly BrowserProfile[];
}

/** Where an account's links open. Without a choice: in the system's browser. */
export interface BrowserChoice {
  readonly accountId: AccountId;
  readonly browser: string;
  /** Null: the one that the browser would use. */
  readonly profile: string | null;
}

export interface BrowserSettings {
  readonly browsers: readonly BrowserChoice[];
}

export const LONGEST_BROWSER_ID = 300;
export const MOST_BROWSER_CHOICES = 100;
