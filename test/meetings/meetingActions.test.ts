import { expect, test } from 'vitest';
import { createMeetingActions } from '../../main/meetings/meetingActions.ts';
import type { LinkedOccurrence } from '../../main/meetings/links.ts';
import type { AccountId } from '../../shared/model.ts';
import type { Settings } from '../../shared/settings.ts';
import type { Words } from '../../shared/text/words.ts';
import { messagesFor } from '../../shared/messages/messagesFor.ts';
import { fail, ok } from '../../shared/result.ts';
import { createFormat } from '../../shared/text/createFormat.ts';
import { anOccurrence } from '../support/fakeJarvis.ts';

const meet = 'https://meet.google.com/abc-defg-hij';
const page = 'https://www.google.com/calendar/event?eid=abc';
const asMe = '?authuser=me@example.com';

const occurrence: LinkedOccurrence = {
  ...anOccurrence('Design review', '2026-11-24T09:00Z', '2026-11-24T09:45Z', { joinUrl: meet }),
  calendarName: 'Work',
  description: [{ kind: 'link', text: 'Plan', url: 'https://docs.google.com/d/p', index: 0, leadsTo: null }],
  attendees: [],
  attendeesOmitted: false,
  organizer: null,
  joinCodes: { passcode: 'Zq7Pk2' },
  joinOptions: [
    { kind: 'phone', label: '+1 555-0100', uri: 'tel:+1-555-0100', pin: '999', passcode: '42' },
    { kind: 'video', label: 'Zoom', uri: 'https://example.zoom.us/j/123456789?pwd=aB1' },
  ],
  attachments: [{ title: 'Notes', url: 'https://docs.google.com/document/d/n/edit' }],
  repeat: null,
  hasWebPage: true,
  may: { respond: false, why: 'writingOff' },
  htmlLink: page,
  flaw: null,
};

const actions = (address: string | null = 'me@example.com') => {
  const opened: string[] = [];
  const inApps: string[] = [];
  const copied: string[] = [];
  const asked: string[] = [];
  const does = createMeetingActions({
    find: () => Promise.resolve(ok(occurrence)),
    addressOf: (accountId) => {
      asked.push(accountId);
      return Promise.resolve(address);
    },
    firstAccount: () => Promise.resolve(address === null ? null : { id: 'google' as AccountId, address }),
    nowMs: () => Date.parse('2026-11-24T08:48:00Z'),
    opener: {
      open: (url) => {
        opened.push(url);
        return Promise.resolve(ok(null));
      },
      openInApp: ({ url }) => {
        inApps.push(url);
        return Promise.resolve(true);
      },
      onRefused: () => {},
    },
    settings: () => ({ joinInApps: ['zoom'] }) as unknown as Settings,
    openMail: (link) => {
      opened.push(link);
      return Promise.resolve(true);
    },
    copyText: (text) => void copied.push(text),
    words: (): Words => ({
      messages: messagesFor('en-GB'),
      format: createFormat({ locale: 'en-GB', timeZone: 'UTC' }),
    }),
  });
  return { does, opened, inApps, copied, asked };
};
const { accountId, calendarId, eventId } = occurrence;
const ref = { accountId, calendarId, eventId };

test('Google’s links open with the event’s account, others unchanged', async () => {
  const at = actions();
  await at.does.join(ref);
  for (const link of [
    { kind: 'webPage' },
    { kind: 'attachment', index: 0 },
    { kind: 'description', index: 0 },
    { kind: 'joinOption', index: 1 },
  ] as const)
    await at.does.openLink({ ...ref, link });
  expect(at.opened).toEqual([
    `${meet}${asMe}`,
    `${page}&authuser=me@example.com`,
    `https://docs.google.com/document/d/n/edit${asMe}`,
    `https://docs.google.com/d/p${asMe}`,
  ]);
  expect(at.inApps).toEqual(['zoommtg://example.zoom.us/join?action=join&confno=123456789&pwd=aB1']);
  expect(new Set(at.asked)).toEqual(new Set([accountId]));
});

test('an invitation is answered, and an event is added, on Google’s own pages as the right account', async () => {
  const at = actions();
  expect(await at.does.openToRespond(ref)).toEqual(ok(null));
  expect(await at.does.newEvent('2026-11-24')).toEqual(ok(null));
  expect(at.opened).toEqual([
    `${page}&authuser=me@example.com`,
    'https://calendar.google.com/calendar/render?action=TEMPLATE&dates=20261124T090000Z/20261124T100000Z&authuser=me@example.com',
  ]);
  const alone = actions(null);
  expect(await alone.does.newEvent('2026-11-24')).toMatchObject({ ok: false, problem: { kind: 'notFound' } });
  expect(alone.opened).toEqual([]);
});

test('an account without an address at Google adds none', async () => {
  const at = actions(null);
  await at.does.join(ref);
  expect(at.opened).toEqual([meet]);
});

test('copied links name no account', async () => {
  const at = actions();
  await at.does.copyLink(ref);
  await at.does.copyDetails(ref);
  expect(at.copied[0]).toBe(meet);
  expect(at.copied[1]).toContain(meet);
  expect(at.copied.join('\n')).not.toContain('authuser');
});

test('codes are copied alone, of the first way or of one of the others', async () => {
  const at = actions();
  await at.does.copyJoinCode({ ...ref, index: null, code: 'passcode' });
  await at.does.copyJoinCode({ ...ref, index: 0, code: 'pin' });
  await at.does.copyJoinCode({ ...ref, index: 0, code: 'passcode' });
  expect(at.copied).toEqual(['Zq7Pk2', '999', '42']);
  for (const missing of [
    { index: null, code: 'pin' },
    { index: 1, code: 'passcode' },
    { index: 9, code: 'pin' },
  ] as const)
    expect(await at.does.copyJoinCode({ ...ref, ...missing })).toEqual({
      ok: false,
      problem: { kind: 'notFound' },
    });
  expect(at.copied).toHaveLength(3);
});

test('running late opens a mail to the guests, or copies the line', async () => {
  const { does, opened, copied } = actions();
  expect(await does.mailLate({ ...occurrence, minutes: 5 })).toEqual(fail({ kind: 'notFound' }));
  expect(opened).toEqual([]);
  expect(await does.copyLate({ ...occurrence, minutes: 10 })).toEqual(ok(null));
  expect(copied[0]).toMatch(/^I’ll be about 10 min late for “Design review”/);
});
