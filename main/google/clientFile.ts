/** Reads the client file downloaded from Google Cloud, which tells which client this app signs in as. Pure. */
import { z } from 'zod';
import type { ClientFileFault } from '../../shared/setupSteps.ts';
import type { Result } from '../../shared/result.ts';
import { fail, ok } from '../../shared/result.ts';
import { parseJson } from './classify.ts';

const longestFile = 65_536;
const word = z
  .string()
  .trim()
  .regex(/^[\x21-\x7e]{1,512}$/);
const clientFile = z.object({
  installed: z.object({ client_id: word, client_secret: word.nullish() }),
});

/** Parses a client file's text and returns its desktop client; `secret` is null for clients without one. */
export const parseClientFile = (
  text: string,
): Result<{ readonly id: string; readonly secret: string | null }, ClientFileFault> => {
  // Editors on Windows often add a byte order mark.
  const json = text.length > longestFile ? undefined : parseJson(text.replace(/^\ufeff/, ''));
  if (json === undefined) return fail('notJson');
  const parsed = clientFile.safeParse(json);
  if (parsed.success) {
    const { client_id: id, client_secret: secret } = parsed.data.installed;
    return ok({ id, secret: secret ?? null });
  }
  if (typeof json === 'object' && json !== null) {
    if ('web' in json) return fail('webClient');
    if ('type' in json && json.type === 'service_account') return fail('serviceAccount');
  }
  return fail('notAClientFile');
};
