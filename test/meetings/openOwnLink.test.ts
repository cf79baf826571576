import { beforeEach, expect, test } from 'vitest';
import { createOwnLinkOpener } from '../../main/meetings/openOwnLink.ts';
import { messagesFor } from '../../shared/messages/messagesFor.ts';
import type { Occurrence, OccurrenceDetail } from '../../shared/model.ts';
import type { Problem } from '../../shared/problems.ts';
import { fail, ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import { createFormat } from '../../shared/text/createFormat.ts';
import { anOccurrence } from '../support/fakeJarvis.ts';

const joinNext = 'jarvis-calendar://join-next';
const meet = 'https://meet.example.com/room';
const standup = anOccurrence('Stand\u202e-up', '2026-11-24T09:00Z', '2026-11-24T09:30Z', { joinUrl: meet });

let meetings: readonly Occurrence[];
let found: Result<OccurrenceDetail, Problem>;
let answer: () => boolean | Promise<boolean>;
/** What was done and said, in order. */
let seen: string[];

beforeEach(() => {
  [meetings, seen, answer] = [[standup], [], () => true];
  found = ok(standup as OccurrenceDetail);
});

const opener = () => {
  const language = { locale: 'en-GB', language: 'en' as const };
  return createOwnLinkOpener({
    words: () => ({
      messages: messagesFor('en-GB', 'en'),
      format: createFormat({ ...language, timeZone: 'Europe/Vienna', timeFormat: '24' }),
    }),
    nowMs: () => Date.parse('2026-11-24T08:55Z'),
    find: () => Promise.resolve(found),
    meetings: () => Promise.resolve(meetings),
    join: ({ joinUrl }) => {
      seen.push(`join ${joinUrl}`);
      return Promise.resolve(ok(null));
    },
    showDay: (date) => void seen.push(`day ${date}`),
    showMeeting: ({ calendarId, eventId }) => void seen.push(`meeting ${calendarId} ${eventId}`),
    sentenceOf: ({ kind }) => kind,
    ask: async ({ message, detail }, yes) => {
      seen.push(`ask ${message} ${detail.replace(/\s*–\s*/, '–')} [${yes}]`);
      return answer();
    },
    tell: ({ message, detail }) => {
      seen.push(`tell ${message}: ${detail}`);
      return Promise.resolve();
    },
  });
};

const question = 'ask Join “Stand-up”? 10:00–10:30\nA link asked for this. It opens meet.example.com. [Join]';

test('a link to a day shows the day, and one to a meeting the meeting', async () => {
  await opener()('jarvis-calendar://day/2026-12-01');
  await opener()('jarvis-calendar://meeting/ada@example.com/abc');
  expect(seen).toEqual(['day 2026-12-01', 'meeting ada@example.com abc']);
});

test('a meeting that is not there, or cannot be read, is said to be', async () => {
  found = fail({ kind: 'notFound' });
  await opener()('jarvis-calendar://meeting/ada@example.com/abc');
  found = fail({ kind: 'storageFailed', cause: 'locked' });
  await opener()('jarvis-calendar://meeting/ada@example.com/abc');
  expect(seen).toEqual([
    'tell This event can’t be shown: It isn’t in any of the calendars that you show.',
    'tell This event can’t be shown: storageFailed',
  ]);
});

test('joining asks first, and names the meeting and the host [property 18]', async () => {
  await opener()(joinNext);
  expect(seen).toEqual([question, `join ${meet}`]);
});

test('nothing is joined without a yes', async () => {
  answer = () => false;
  await opener()(joinNext);
  expect(seen).toEqual([question]);
});

test('nothing is joined if the meeting leads elsewhere by then', async () => {
  answer = () => {
    found = ok({ ...(standup as OccurrenceDetail), joinUrl: 'https://elsewhere.example.com/room' });
    return true;
  };
  await opener()(joinNext);
  expect(seen).toEqual([question, 'tell The meeting couldn’t be opened: It changed in the meantime.']);
});

test('without a meeting to join it says so', async () => {
  meetings = [];
  await opener()(joinNext);
  expect(seen).toEqual(['tell No meeting to join right now: No meetings with a link today or tomorrow.']);
});

test('an unknown link is said to be one', async () => {
  await opener()('jarvis-calendar://settings/theme');
  expect(seen).toEqual([
    'tell This link can’t be opened: Jarvis Calendar opens links to a day or an event, and to join your next meeting.',
  ]);
});

test('a page that opens many links gets one question', async () => {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  answer = () => promise;
  const open = opener();
  const first = open(joinNext);
  await Promise.all([open(joinNext), open('jarvis-calendar://nonsense'), open(joinNext)]);
  resolve(false);
  await first;
  expect(seen).toEqual([question]);
  // After the answer, the next link is followed again.
  await open('jarvis-calendar://day/2026-12-01');
  expect(seen.at(-1)).toBe('day 2026-12-01');
});
