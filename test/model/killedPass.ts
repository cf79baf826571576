/** A pass in a separate process that is killed with SIGKILL while it runs [F1]. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Exchange } from './wire.ts';
import { checkEffects } from './verify.ts';
import type { World } from './world.ts';

const script = fileURLToPath(new URL('./passChild.ts', import.meta.url));

/**
 * Kills it at the n-th request of the pass, or this many milliseconds after it. Then checks everything that must be
 * true after any pass. Returns whether it was still running.
 */
export const killedPass = async (world: World, atRequest: number, laterMs: number): Promise<boolean> => {
  const { google, model } = world;
  const startedAtMs = world.clock.now();
  const requestsBefore = google.requests.length;
  let killed = false;
  const effects = checkEffects(world);
  await world.whileClosed(async (path) => {
    const args = [script, path, google.origin, String(startedAtMs)];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit'] });
    const ended = once(child, 'exit');
    const cancel = google.faults.add(
      { kind: 'slow', delayMs: 0 },
      {
        times: Number.POSITIVE_INFINITY,
        when: () => {
          if (google.requests.length - requestsBefore !== atRequest + 1) return false;
          const kill = (): void => {
            killed = child.kill('SIGKILL');
          };
          if (laterMs === 0) kill();
          else setTimeout(kill, laterMs);
          return false;
        },
      },
    );
    await ended;
    cancel();
  });
  const wire = google.requests.slice(requestsBefore).map((request): Exchange => {
    const { endpoint, calendarId, path, query, status } = request;
    const answer =
      endpoint === 'calendarList'
        ? model.listCalendars(query)
        : endpoint === 'events'
          ? model.listEvents(calendarId!, query)
          : model.getEvent(calendarId!, decodeURIComponent(path.split('/').at(-1)!));
    const kind = endpoint === 'calendarList' || endpoint === 'events' ? endpoint : 'event';
    return {
      endpoint: kind,
      calendarId,
      path: decodeURIComponent(path),
      query,
      status,
      json: answer.ok ? answer.value : null,
    };
  });
  effects({
    outcome: null,
    wire,
    finished: [],
    listCommitted: false,
    startedAtMs,
    reason: 'person',
    signalled: new Set(),
    editedBefore: -1,
    followed: false,
    faultsBefore: 0,
  });
  return killed;
};
