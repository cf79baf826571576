/**
 * Draws the first view into the window's first document, from what the last run stored, while the window's process
 * starts. It needs neither the app's other code nor the database.
 */
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Prerender, StartSnapshot, Moment, PrerenderedView } from '../../../shared/startSnapshot.ts';
import { readJson } from '../../platform/jsonFile.ts';
import type { LateDocument } from '../../window/protocol.ts';
import { withStyles } from '../../window/securityHeaders.ts';

/** What the last run stored (snapshotFile.ts). */
export const snapshotPath = (profile: string): string => join(profile, 'start.json');

export interface FirstDocumentOptions {
  readonly profile: string;
  /** False for a start without a window. */
  readonly isWanted: boolean;
  readonly version: string;
  readonly moment: () => Moment;
  readonly load: () => Promise<Prerender>;
  /** Called if there was something to draw from, but nothing was drawn. */
  readonly onNone: () => void;
}

/** Used for the first document only; later ones have the running app behind them. */
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
      const view = prerender(kept, moment);
      if (view !== null) return view;
    } catch {
      // Most likely a file in another format. The page then draws itself a little later.
    }
    isShown = false;
    options.onNone();
    return { markup: '', rules: '' };
  };
  return {
    /** The view has been sent or is being sent. */
    isShown: () => isShown,
    documentFrom: (document: string, read: (path: string) => string | null): LateDocument | null => {
      const kept = isDue ? readKept(options) : null;
      isDue = false;
      if (kept === null) return null;
      const nonce = randomBytes(16).toString('base64');
      const styles = (css: string): string => `<style nonce="${nonce}">${css}</style>`;
      const [head, tail] = document
        // Requesting the style sheet would delay the paint.
        .replace(styleSheetTag, (tag, path: string) => {
          const css = read(path);
          return css === null ? tag : styles(fromDocument(css, path));
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

/** Addresses in a style sheet count from its own folder, those in a document from the document. */
const fromDocument = (css: string, path: string): string =>
  css.replaceAll('url(./', `url(./${path.slice(0, path.lastIndexOf('/') + 1)}`);

const styleSheetTag = /<link rel="stylesheet"[^>]* href="\.\/([^"]+)"[^>]*>/;

/**
 * Drawing delays what else this process does for the window: starting its process, showing its page. So the
 * document's head is sent first, and there is a turn of the event loop between the parts of the work.
 */
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
/** Traces of starts show the head processed after 20 to 25 ms, while the page's process takes 80 ms to start. */
const headMs = 25;

const rootTag = '<div id="root"></div>';

const htmlTag = ({ language, direction, start }: StartSnapshot): string => {
  const { theme } = start.settings;
  return `<html data-prerenders lang="${language}" dir="${direction}"${theme === 'system' ? '' : ` data-theme="${theme}"`}>`;
};

const readKept = ({ profile, version }: FirstDocumentOptions): StartSnapshot | null => {
  // Without its database there is nothing to show.
  if (!existsSync(join(profile, 'calendar.db'))) return null;
  const file = readJson(snapshotPath(profile), (raw) => {
    const kept = raw as Partial<StartSnapshot> | null;
    // Values for the document's own tag. Everything else is shown as text or not at all.
    const { language = '', direction = '', start } = kept ?? {};
    const words = [language, direction, start?.settings?.theme ?? ''];
    return kept?.version === version && words.every((word) => /^[\w-]+$/.test(word))
      ? (kept as StartSnapshot)
      : undefined;
  });
  return file.state === 'read' ? file.value : null;
};
