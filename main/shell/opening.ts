/**
 * The opening view in the window's first document: drawn here out of what the last run kept, while the window's
 * process starts. Nothing of the app's other code and nothing of the database is needed for it.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { DrawOpening, KeptStart, Moment, Opening } from '../../shared/keptStart.ts';
import { readJson } from './jsonFile.ts';
import type { LateDocument } from './protocol.ts';

/** What the last run kept (keptStart.ts). */
export const keptStartPath = (profile: string): string => join(profile, 'start.json');

export interface OpeningOptions {
  readonly profile: string;
  /** False for a start without a window. */
  readonly isWanted: boolean;
  readonly version: string;
  readonly moment: () => Moment;
  readonly load: () => Promise<DrawOpening>;
  /** The window's process has been started. */
  readonly hasProcess: () => boolean;
  /** There was something to draw from, and nothing came of it. */
  readonly onNone: () => void;
}

/** For the first document that is asked for; the later ones have the running app behind them. */
export const createOpening = (options: OpeningOptions) => {
  let isDue = options.isWanted;
  let isShown = false;
  const draw = async (kept: KeptStart): Promise<Opening> => {
    await processStarted(options.hasProcess);
    try {
      const drawOpening = await options.load();
      const opening = drawOpening(kept, options.moment());
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
    documentFrom: (document: string): LateDocument | null => {
      const kept = isDue ? readKept(options) : null;
      isDue = false;
      const [head, tail] = document.split(rootTag);
      if (kept === null || head === undefined || tail === undefined) return null;
      isShown = true;
      const opening = draw(kept);
      return {
        head: head.replace(/<html[^>]*>/, htmlTag(kept)),
        rest: opening.then(({ markup }) => `<div id="root">${markup}</div>${tail}`),
        rules: opening.then(({ rules }) => rules),
      };
    },
  };
};

/** Drawing holds this process up, and with it what starts the other one. The head of the document makes that begin. */
const processStarted = async (hasProcess: () => boolean): Promise<void> => {
  for (let waitedMs = 0; waitedMs < longestWaitMs && !hasProcess(); waitedMs += stepMs) {
    // oxlint-disable-next-line no-await-in-loop
    await new Promise((resolve) => setTimeout(resolve, stepMs));
  }
};
const stepMs = 2;
const longestWaitMs = 60;

const rootTag = '<div id="root"></div>';

const htmlTag = ({ language, direction, start }: KeptStart): string => {
  const { theme } = start.settings;
  return `<html lang="${language}" dir="${direction}"${theme === 'system' ? '' : ` data-theme="${theme}"`}>`;
};

const readKept = ({ profile, version }: OpeningOptions): KeptStart | null => {
  // Without its database there is nothing that it could tell of.
  if (!existsSync(join(profile, 'calendar.db'))) return null;
  const file = readJson(keptStartPath(profile), (raw) => {
    const kept = raw as Partial<KeptStart> | null;
    // What goes into the document's own tag; the rest is shown as text, or not at all.
    const { language = '', direction = '', start } = kept ?? {};
    const words = [language, direction, start?.settings?.theme ?? ''];
    return kept?.version === version && words.every((word) => /^[\w-]+$/.test(word))
      ? (kept as KeptStart)
      : undefined;
  });
  return file.state === 'read' ? file.value : null;
};
