/** The calls of AI assistants: `assistants.json` in the profile, written by each server and read by the settings. */
import { assistantTools, MOST_ASSISTANT_CALLS } from '../../../shared/assistants.ts';
import type { AssistantCall } from '../../../shared/assistants.ts';
import { readJson, saveJson } from '../../platform/jsonFile.ts';
import { fields, instant, listOf, oneOf, whole } from '../../platform/jsonReaders.ts';
import { sleepMs } from '../sleep.ts';

const readCalls = listOf(
  fields<AssistantCall>({ at: instant, tool: oneOf(...assistantTools), events: whole(0) }),
);

export const callsFile = 'assistants.json';

/** Returns the last calls, the newest first. */
export const assistantCalls = (path: string): readonly AssistantCall[] => {
  const file = readJson(path, readCalls);
  return file.state === 'read' ? file.value : [];
};

const attempts = 5;
const retryMs = 20;

/** Adds a call. Returns false if it could not be written down. */
export const recordCall = (path: string, call: AssistantCall): boolean => {
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const calls = [call, ...assistantCalls(path)].slice(0, MOST_ASSISTANT_CALLS);
    if (saveJson(path, calls, 0) === null) return true;
    // Another server may be writing at this moment.
    sleepMs(retryMs);
  }
  return false;
};
