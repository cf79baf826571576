/**
 * The app's rules for its own updates: whether it updates itself here at all, when it checks, and which part of the
 * release notes is shown. Pure.
 */
import { plainText } from '../../shared/text/plainText.ts';
import type { UpdateState } from '../../shared/updates.ts';

export interface Installation {
  readonly packaged: boolean;
  readonly platform: string;
  /** $APPIMAGE: the file of a running AppImage. */
  readonly appImage: string | undefined;
}

/**
 * Returns null if the app updates itself: on Windows and macOS, and as an AppImage. An app installed by a package
 * manager is updated by that.
 */
export const whyUnsupported = (
  installation: Installation,
): Extract<UpdateState, { kind: 'unsupported' }>['why'] | null => {
  if (!installation.packaged) return 'development';
  if (installation.platform === 'linux' && !installation.appImage) return 'packageManager';
  return null;
};

/** The time between two automatic checks. */
const askEveryMs = 24 * 60 * 60_000;

export interface UpdateQuestion {
  readonly nowMs: number;
  /** Null: not checked since the start. */
  readonly askedAtMs: number | null;
  readonly automatic: boolean;
  readonly state: UpdateState['kind'];
  /** A meeting is running, and a download must not compete with it for the connection. */
  readonly inMeeting: boolean;
}

/** Returns whether to check for a new version automatically. */
export const isTimeToAsk = (question: UpdateQuestion): boolean => {
  const { nowMs, askedAtMs, automatic, state, inMeeting } = question;
  if (!automatic || inMeeting || state === 'unsupported' || state === 'ready') return false;
  // A running check is not repeated, unless it has made no progress in all that time.
  if ((state === 'checking' || state === 'fetching') && askedAtMs === null) return false;
  // A clock that was set back does not delay the check for long.
  return askedAtMs === null || Math.abs(nowMs - askedAtMs) >= askEveryMs;
};

const longestNotes = 4000;

/** @param notes as electron-updater returns them: HTML, a list by version, or nothing */
export const notesText = (notes: unknown): string => {
  const parts = Array.isArray(notes) ? notes.map((each) => (each as { note?: unknown })?.note) : [notes];
  const text = parts.filter((part): part is string => typeof part === 'string').join('\n\n');
  const withoutMarkup = text
    .slice(0, 4 * longestNotes)
    .replace(/<li[^>]*>/gi, '\n• ')
    .replace(/<\/(p|h\d|ul|ol|div)>|<br[^>]*>/gi, '\n')
    .replace(/<[^>]*>/g, '')
    .replace(/&(lt|gt|quot|amp|#39);/g, (entity) => entities[entity] ?? '');
  const lines = withoutMarkup.split('\n').map((line) => plainText(line).trim());
  return lines
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
    .slice(0, longestNotes);
};

const entities: Readonly<Record<string, string>> = {
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&amp;': '&',
  '&#39;': "'",
};
