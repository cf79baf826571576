/**
 * What `jarvis-calendar sync` is told about a pass. The running app writes it to `sync.json` in the profile, where the
 * command waits for it: Electron passes a text to the first instance, but none back.
 */
import { readJson, writeJson } from '../platform/jsonFile.ts';
import { fields, listOf, matching, oneOf, string, whole } from '../platform/jsonReaders.ts';
import type { PassOutcome } from '../../shared/syncReport.ts';

export interface SyncReply {
  /** The request's. */
  readonly id: string;
  readonly outcome: PassOutcome['outcome'];
  /** Events that are new, different or gone. */
  readonly changes: number;
  /** The person's changes that could not be sent. */
  readonly waiting: number;
  /** Kinds of `Problem`. */
  readonly problems: readonly string[];
  /** All of this in a line for the person, in the app's language. */
  readonly sentence: string;
}

const readReplies = listOf(
  fields<SyncReply>({
    id: string(1, 40),
    outcome: oneOf('succeeded', 'partial', 'failed', 'cancelled'),
    changes: whole(0),
    waiting: whole(0),
    problems: listOf(matching(/^[A-Za-z]{1,40}$/)),
    sentence: string(0, 1000),
  }),
);

export const repliesFile = 'sync.json';
/** Several commands may be waiting. */
const mostReplies = 10;

const repliesIn = (path: string): readonly SyncReply[] => {
  const file = readJson(path, readReplies);
  return file.state === 'read' ? file.value : [];
};

/** Returns the reply to a request; null if there is none yet. */
export const replyTo = (id: string, path: string): SyncReply | null =>
  repliesIn(path).find((reply) => reply.id === id) ?? null;

export const writeReply = (path: string, reply: SyncReply): boolean =>
  writeJson(path, [reply, ...repliesIn(path)].slice(0, mostReplies), 0);
