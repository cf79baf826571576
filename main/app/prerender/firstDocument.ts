/**
 * The opening view in the window's first document: drawn here out of what the last run kept, while the window's
 * process starts. Nothing of the app's other code and nothing of the database is needed for it.
 */
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Prerender, StartSnapshot, Moment, PrerenderedView } from '../../../shared/startSnapshot.ts';
import { readJson } from '../../platform/jsonFile.ts';
import type { LateDocument } from '../../window/protocol.ts';
import { withStyles } from '../../window/securityHeaders.ts';

/** What the last run kept (keptStart.ts). */
export const snapshotPath = (profile: string): string => join(profile, 'start.json');

export interface FirstDocumentOptions {
  readonly profile: string;
  /** False for a start without a window. */
  readonly isWanted: boolean;
  readonly version: string;
  readonly moment: () => Moment;
  readonly load: () => Promise<Prerender>;
  /** There was something to draw from, and nothing came of it. */
  readonly onNone: () => void;
}

/** For the first document that is asked for; the later ones have the running app behind them. */
export const createFirstDocument = (options: FirstDocumentOptions) => {
  let isDue = options.isWanted;
  let isShown = false;
  const draw = async (kept: StartSnapshot): Promise<PrerenderedView> => {
    await pause(headMs);
    try {
      const moment = options.moment();
      await pause(0);
      const prerender = await options.load();
      await pause(0);
      const opening = prerender(kept, moment);
      if (opening !== null) return opening;
    } catch {
      // Most likely a file of another shape. The page draws itself a little later all the same.
    }
    isShown = false;
    options.onNone();
    return { markup: '', rules: '' };
  };
  return {
    /** The view is on its way or there. */
    isShown: () => isShown,
    documentFrom: (document: string, read: (path: string) => string | null): LateDocument | null => {
      const kept = isDue ? readKept(options) : null;
      isDue = false;
      if (kept === null) return null;
      const nonce = randomBytes(16).toString('base64');
      const styles = (css: string): string => `<style nonce="${nonce}">${css}</style>`;
      const [head, tail] = document
        // Asking for the style sheet would hold up the paint.
        .replace(styleSheetTag, (tag, path: string) => {
          const css = read(path);
          return css === null ? tag : styles(css);
        })
        .split(rootTag);
      if (head === undefined || tail === undefined) return null;
      isShown = true;
      return {
        nonce,
        head: withStyles(head, nonce)
          .replace(/<html[^>]*>/, htmlTag(kept))
          // The document does not wait for it.
          .replace('<script ', '<script async '),
        rest: draw(kept).then(({ markup, rules }) => `${styles(rules)}<div id="root">${markup}</div>${tail}`),
      };
    },
  };
};

const styleSheetTag = /<link rel="stylesheet"[^>]* href="\.\/([^"]+)"[^>]*>/;

/**
 * Drawing holds up what else this process does for the window: starting its process, showing its page. So the
 * document's head gets there first, and there is a turn between the parts of the work.
 */
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
/** By traces of starts the head is through after 20 to 25 ms, while the page's process takes 80 to be there. */
const headMs = 25;

const rootTag = '<div id="root"></div>';

const htmlTag = ({ language, direction, start }: StartSnapshot): string => {
  const { theme } = start.settings;
  return `<html data-opens lang="${language}" dir="${direction}"${theme === 'system' ? '' : ` data-theme="${theme}"`}>`;
};

const readKept = ({ profile, version }: FirstDocumentOptions): StartSnapshot | null => {
  // Without its database there is nothing that it could tell of.
  if (!existsSync(join(profile, 'calendar.db'))) return null;
  const file = readJson(snapshotPath(profile), (raw) => {
    const kept = raw as Partial<StartSnapshot> | null;
    // What goes into the document's own tag; the rest is shown as text, or not at all.
    const { language = '', direction = '', start } = kept ?? {};
    const words = [language, direction, start?.settings?.theme ?? ''];
    return kept?.version === version && words.every((word) => /^[\w-]+$/.test(word))
      ? (kept as StartSnapshot)
      : undefined;
  });
  return file.state === 'read' ? file.value : null;
};
