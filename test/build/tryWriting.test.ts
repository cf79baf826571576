/** The script that asks a live Google, against the fake one: what it asks, what it prints, and that it cleans up. */
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { onTestFinished, expect, test } from 'vitest';
import type { Behaviour } from '../../main/googleModel/serverModel.ts';
import { startFakeGoogle } from '../support/fakeGoogle/index.ts';

const home = 'throwaway@example.com';

const run = async (account: string, behaviour: Partial<Behaviour> = {}) => {
  const google = await startFakeGoogle({ behaviour });
  onTestFinished(() => google.stop());
  const { model } = google;
  model.addCalendar({ id: home, primary: true, timeZone: 'Europe/Berlin' });
  model.addCalendar({ id: 'second@example.com', timeZone: 'Europe/Berlin' });
  const time = (hour: number) => ({ dateTime: `2099-03-20T${hour}:00:00Z` });
  const guests = [home, 'boss@example.com', 'peer@example.com'];
  model.addPerson('boss@example.com');
  model.writes.insert('boss@example.com', {
    asOwner: true,
    body: {
      id: 'invitation1',
      start: time(10),
      end: time(11),
      attendees: guests.map((email) => ({ email })),
    },
  });
  const before = model.truth(home).singles.length;
  const script = spawn(
    process.execPath,
    ['build/tryWriting.mjs', `--account=${account}`, '--invitation=invitation1', '--wait=1'],
    {
      env: {
        ...process.env,
        JARVIS_OAUTH_CLIENT_ID: 'app',
        JARVIS_GOOGLE_API_ROOT: google.origin,
        JARVIS_OAUTH_AUTH_URL: `${google.origin}/auth`,
        JARVIS_OAUTH_TOKEN_URL: `${google.origin}/token`,
      },
    },
  );
  const errors: string[] = [];
  createInterface({ input: script.stderr }).on('line', (line) => {
    errors.push(line);
    if (line.startsWith('http')) void fetch(line);
  });
  const answers = new Map<string, string>();
  createInterface({ input: script.stdout }).on('line', (line) => {
    const cells = line.replace(/^\| | \|$/g, '').split(' | ');
    answers.set(`${cells[0]} ${cells[1]}`, cells[2] ?? '');
  });
  const code = await new Promise((resolve) => script.once('close', resolve));
  return {
    google,
    code,
    errors: errors.join('\n'),
    answers,
    left: model.truth(home).singles.length - before,
  };
};

test('prints what Google replies, and deletes what it created', async () => {
  const { code, answers, left, google } = await run(home);
  expect(code).toBe(0);
  expect(Object.fromEntries(answers)).toMatchObject({
    'W14 the same id again': '409 duplicate',
    'W14 the id of a deleted event': '409 duplicate',
    'W17 deleting again, old etag': '410 deleted',
    'W28 an instance by its original start': '<id>_20990312T090000Z',
    'W29 an exception after the series was moved': 'kept at 2099-03-12T10:00:00+01:00',
    'W33 a call': '200, success',
    'W32 the id after moving': 'kept',
    'W22 an answer': '200, 3 guests before, 3 after',
    'W24 its comment': 'kept',
  });
  expect(left).toBe(0);
  expect(google.model.truth('second@example.com').singles).toEqual([]);
  expect(google.model.mails.map(({ kind, to }) => `${kind} ${to}`)).toEqual(['response boss@example.com']);
});

test('shows where Google behaves in another way', async () => {
  const { answers, left, google } = await run(home, {
    attendeesOmitted: 'wiping',
    staleDelete: 412,
    movedId: 'new',
    conference: 'pending',
    seriesExceptions: 'reset',
  });
  expect(Object.fromEntries(answers)).toMatchObject({
    'W17 deleting again, old etag': '412 conditionNotMet',
    'W29 an exception after the series was moved': 'reset or gone',
    'W33 a call': '200, pending',
    'W32 the id after moving': 'another one',
    'W22 an answer': '200, 3 guests before, 1 after',
  });
  expect(left).toBe(0);
  expect(google.model.truth('second@example.com').singles).toEqual([]);
});

test('writes nothing to an account that was not named', async () => {
  const { code, errors, google } = await run('precious@example.com');
  expect(code).toBe(1);
  expect(errors).toContain('Nothing was written.');
  expect(google.requests.filter(({ method, endpoint }) => method !== 'GET' && endpoint !== 'token')).toEqual(
    [],
  );
});
