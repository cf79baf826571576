/** What announces a meeting that is about to be joined: the window, and a notification that calls it off. */
import { expect, test } from 'vitest';
import { createJoinNotice } from '../../main/autoJoin/notice.ts';
import type { ButtonNotice } from '../../main/platform/buttonNotification.ts';
import { messagesFor } from '../../shared/messages/messagesFor.ts';
import { createFormat } from '../../shared/text/createFormat.ts';
import { anOccurrence } from '../support/fakeJarvis.ts';

const words = (locale: string) => ({
  messages: messagesFor(locale),
  format: createFormat({ locale, language: 'system', timeZone: 'Europe/Berlin' }),
});

const open = (locale = 'en-GB') => {
  const heard: string[] = [];
  const shown: ButtonNotice[] = [];
  const screen = createJoinNotice({
    words: () => words(locale),
    notifications: {
      show: (notice) => {
        shown.push(notice);
        return () => heard.push('removed');
      },
    },
    onCancel: (id) => heard.push(`cancel ${id}`),
    showWindow: () => heard.push('show window'),
    raiseWindow: () => heard.push('raise window'),
    onChanged: () => heard.push('changed'),
  });
  screen.show({
    id: '7',
    occurrence: anOccurrence('Plan\u202ening', '2026-11-24T10:00Z', '2026-11-24T11:00Z'),
    host: 'meet.example.com',
    atMs: 0,
  });
  return { heard, screen, notice: shown[0]! };
};

test('the window comes up without the focus, and the notification names the meeting and its host', () => {
  const { heard, notice } = open();
  expect(heard).toEqual(['changed', 'raise window']);
  expect(notice).toMatchObject({
    title: 'Joining “Planning”',
    body: 'Opens meet.example.com in 10\u00a0seconds.',
    buttons: ['Cancel'],
  });
  expect(open('de-DE').notice.buttons).toEqual(['Abbrechen']);
});

test('only the button calls the meeting off; a click shows the window', () => {
  const { heard, notice } = open();
  heard.length = 0;
  notice.onClick();
  notice.onClosed();
  expect(heard).toEqual(['show window']);
  notice.onButton(0);
  expect(heard).toEqual(['show window', 'cancel 7']);
});

test('the notification goes when nothing is about to be joined any more', () => {
  const { heard, screen } = open();
  heard.length = 0;
  screen.close();
  screen.close();
  expect(heard).toEqual(['changed', 'removed', 'changed']);
});
