import { describe, expect, test } from 'vitest';
import { asAccount } from '../../main/meetings/googleAccount.ts';

const me = 'me@example.com';

describe('a link to Google opens with the account that the event belongs to', () => {
  test.each([
    [
      'Meet',
      'https://meet.google.com/abc-defg-hij',
      'https://meet.google.com/abc-defg-hij?authuser=me@example.com',
    ],
    [
      'beside other parameters (MeetingBar, testGoogleMeet…PreservesExistingQuery)',
      'https://meet.google.com/abc-defg-hij?pli=1',
      'https://meet.google.com/abc-defg-hij?pli=1&authuser=me@example.com',
    ],
    [
      'in the place of a number',
      'https://meet.google.com/abc-defg-hij?authuser=0&hs=122',
      'https://meet.google.com/abc-defg-hij?authuser=me@example.com&hs=122',
    ],
    [
      'in the place of another address',
      'https://meet.google.com/abc-defg-hij?hs=1&authuser=old%40example.com',
      'https://meet.google.com/abc-defg-hij?hs=1&authuser=me@example.com',
    ],
    [
      'once, where it was named twice',
      'https://meet.google.com/abc-defg-hij?authuser=0&authuser=1&AuthUser=2',
      'https://meet.google.com/abc-defg-hij?authuser=me@example.com',
    ],
    [
      'in front of a hash',
      'https://docs.google.com/document/d/abc/edit?usp=sharing#heading=h.1',
      'https://docs.google.com/document/d/abc/edit?usp=sharing&authuser=me@example.com#heading=h.1',
    ],
    [
      'in the place of a number in the path',
      'https://docs.google.com/document/u/1/d/abc/edit',
      'https://docs.google.com/document/d/abc/edit?authuser=me@example.com',
    ],
    [
      'a file in Drive',
      'https://drive.google.com/file/d/abc/view?usp=drive_web',
      'https://drive.google.com/file/d/abc/view?usp=drive_web&authuser=me@example.com',
    ],
    [
      'the event’s page',
      'https://www.google.com/calendar/event?eid=abc',
      'https://www.google.com/calendar/event?eid=abc&authuser=me@example.com',
    ],
    [
      'the calendar',
      'https://calendar.google.com/calendar/u/0/r/eventedit/abc',
      'https://calendar.google.com/calendar/r/eventedit/abc?authuser=me@example.com',
    ],
    [
      'Meet with a number in the path',
      'https://meet.google.com/u/1/abc-defg-hij?hs=1',
      'https://meet.google.com/abc-defg-hij?hs=1&authuser=me@example.com',
    ],
    [
      'a mail',
      'https://mail.google.com/mail/u/0/#inbox/abc',
      'https://mail.google.com/mail/?authuser=me@example.com#inbox/abc',
    ],
    [
      'a class',
      'https://classroom.google.com/u/1/c/abc',
      'https://classroom.google.com/c/abc?authuser=me@example.com',
    ],
    [
      'a group',
      'https://groups.google.com/u/2/g/team',
      'https://groups.google.com/g/team?authuser=me@example.com',
    ],
  ])('%s', (_, link, expected) => {
    expect(asAccount(link, me)).toBe(expected);
    // Applied twice, it is the same.
    expect(asAccount(expected, me)).toBe(expected);
  });

  test('an address cannot add another parameter', () => {
    expect(asAccount('https://meet.google.com/abc-defg-hij', 'a+b&x=1#y@example.com')).toBe(
      'https://meet.google.com/abc-defg-hij?authuser=a%2Bb%26x%3D1%23y@example.com',
    );
  });

  test.each([
    'https://example.zoom.us/j/123456789?pwd=abc',
    'https://www.google.com/maps/search/?api=1&query=Hall',
    'https://meet.google.com.example.com/abc-defg-hij',
    'https://evilmeet.google.com.example/abc',
    'https://example.com/?u=https://meet.google.com/abc-defg-hij',
    'http://meet.google.com/abc-defg-hij',
    'https://meet.google.com:8443/abc-defg-hij',
    'nonsense',
  ])('%s stays unchanged', (link) => {
    expect(asAccount(link, me)).toBe(link);
  });

  test('nothing is added if the account is unknown or has no address', () => {
    const meet = 'https://meet.google.com/abc-defg-hij';
    for (const address of [null, '', 'Sample']) expect(asAccount(meet, address)).toBe(meet);
    expect(asAccount(null, me)).toBeNull();
  });
});
