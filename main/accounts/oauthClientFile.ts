/**
 * The OAuth client the person brought: they choose the file that Google Cloud offers for download, and what
 * is needed of it is kept in the profile, privately.
 */
import { open } from 'node:fs/promises';
import { BrowserWindow, dialog } from 'electron';
import type { Problem } from '../../shared/problems.ts';
import { fail, ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import type { OAuthClient } from '../platform/environment.ts';
import { readOrSetAside, saveJson } from '../platform/jsonFile.ts';
import { fields, orNull, string } from '../platform/jsonReaders.ts';

const keptClient = fields<OAuthClient>({ id: string(1, 512), secret: orNull(string(0, 512)) });
const maxBytes = 64 * 1024;

export interface ClientFile {
  get(): OAuthClient | null;
  /**
   * Asks the person for the file; `chosen: false` when they changed their mind. One that could not be kept is a failure, and
   * holds until the app ends.
   */
  choose(): Promise<Result<{ readonly chosen: boolean }, Problem>>;
}

export const openClientFile = (
  path: string,
  parse: (text: string) => Promise<OAuthClient | null>,
): ClientFile => {
  let client = readOrSetAside(path, keptClient);
  return {
    get: () => client,
    choose: async () => {
      const chosen = await askForFile();
      if (chosen === null) return ok({ chosen: false });
      const text = await readStart(chosen);
      const parsed = text === null ? null : await parse(text);
      if (parsed === null) return fail({ kind: 'clientFileInvalid' });
      client = parsed;
      const refused = saveJson(path, parsed);
      return refused === null ? ok({ chosen: true }) : fail({ kind: 'storageFailed', cause: refused });
    },
  };
};

const askForFile = async (): Promise<string | null> => {
  const [window] = BrowserWindow.getAllWindows();
  const options = { properties: ['openFile' as const], filters: [{ name: 'JSON', extensions: ['json'] }] };
  const answer = window ? await dialog.showOpenDialog(window, options) : await dialog.showOpenDialog(options);
  return answer.filePaths[0] ?? null;
};

/** The file's text, or null when it cannot be read or is larger than any client file. */
const readStart = async (path: string): Promise<string | null> => {
  try {
    const file = await open(path, 'r');
    try {
      const { size } = await file.stat();
      return size > maxBytes ? null : await file.readFile('utf8');
    } finally {
      await file.close();
    }
  } catch {
    return null;
  }
};
