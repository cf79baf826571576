/**
 * What the app decides about its own new versions: whether it updates itself here at all, when it asks, and what of
 * the release notes is shown. Pure.
 */
import { plainText } from '../../shared/text/plainText.ts';
import type { UpdateState } from '../../shared/updates.ts';

export interface Installation {
  readonly packaged: boolean;
  readonly platform: string;
  /** $APPIMAGE: the file that a running AppImage came from. */
  readonly appImage: string | undefined;
}

/**
 * Null when it updates itself: on Windows and macOS, and as an AppImage. What a package manager has installed is that
 * one's to replace.
 */
export const whyUnsupported = (
  installation: Installation,
): Extract<UpdateState, { kind: 'unsupported' }>['why'] | null => {
  if (!installation.packaged) return 'development';
  if (installation.platform === 'linux' && !installation.appImage) return 'packageManager';
  return null;
};

/** Between two questions that nobody asked for. */
const askEveryMs = 24 * 60 * 60_000;

export interface UpdateQuestion {
  readonly nowMs: number;
  /** Null: not asked since the start. */
  readonly askedAtMs: number | null;
  readonly automatic: boolean;
  readonly state: UpdateState['kind'];
  /** A meeting runs, and its line is not to be shared with a download. */
  readonly inMeeting: boolean;
}

/** Whether to ask for a new version without the person's word. */
export const isTimeToAsk = (question: UpdateQuestion): boolean => {
  const { nowMs, askedAtMs, automatic, state, inMeeting } = question;
  if (!automatic || inMeeting || state === 'unsupported' || state === 'ready') return false;
  // What is under way is not asked for again, unless it has got nowhere in all that time.
  if ((state === 'checking' || state === 'fetching') && askedAtMs === null) return false;
  // A clock that was set back does not put it off for long.
  return askedAtMs === null || Math.abs(nowMs - askedAtMs) >= askEveryMs;
};

const longestNotes = 4000;

/** @param notes as electron-updater gives them: HTML, a list by version, or nothing */
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
