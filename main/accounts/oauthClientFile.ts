/**
 * The person's own OAuth client: they choose the file downloaded from Google Cloud, and the necessary part of it is
 * stored privately in the profile.
 */
import { open } from 'node:fs/promises';
import { BrowserWindow, dialog } from 'electron';
import type { ClientFileFault } from '../../shared/setupSteps.ts';
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
   * Asks the person for the file; `chosen: false` if they cancel. If it cannot be stored, that is a failure, but the
   * client is used until the app ends.
   */
  choose(): Promise<Result<{ readonly chosen: boolean }, Problem>>;
  /** Uses the content of such a file. Fails as `choose` does. */
  use(text: string): Promise<Result<null, Problem>>;
}

export const openClientFile = (
  path: string,
  parse: (text: string) => Promise<Result<OAuthClient, ClientFileFault>>,
): ClientFile => {
  let client = readOrSetAside(path, keptClient);
  const use = async (text: string): Promise<Result<null, Problem>> => {
    const parsed = await parse(text);
    if (!parsed.ok) return fail({ kind: 'clientFileInvalid', fault: parsed.problem });
    client = parsed.value;
    const refused = saveJson(path, client);
    return refused === null ? ok(null) : fail({ kind: 'storageFailed', cause: refused });
  };
  return {
    get: () => client,
    choose: async () => {
      const chosen = await askForFile();
      if (chosen === null) return ok({ chosen: false });
      // What cannot be read is no client file either.
      const used = await use((await readStart(chosen)) ?? '');
      return used.ok ? ok({ chosen: true }) : used;
    },
    use,
  };
};

const askForFile = async (): Promise<string | null> => {
  const [window] = BrowserWindow.getAllWindows();
  const options = { properties: ['openFile' as const], filters: [{ name: 'JSON', extensions: ['json'] }] };
  const answer = window ? await dialog.showOpenDialog(window, options) : await dialog.showOpenDialog(options);
  return answer.filePaths[0] ?? null;
};

/** Returns the file's text; null if it cannot be read or is larger than any client file. */
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
