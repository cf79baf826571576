import { expect, test } from 'vitest';
import { messagesFor } from '../../shared/messages/messagesFor.ts';
import { displayTitle } from '../../shared/text/displayTitle.ts';
import { joinService } from '../../shared/text/joinService.ts';

const english = messagesFor('en-GB');

test('an event without a summary is “Busy” if it is private, otherwise “(No title)” [S26]', () => {
  expect(displayTitle({ title: '', visibility: 'private' }, english)).toBe('Busy');
  expect(displayTitle({ title: ' ', visibility: 'confidential' }, english)).toBe('Busy');
  expect(displayTitle({ title: '', visibility: 'default' }, english)).toBe('(No title)');
  expect(displayTitle({ title: '', busyOnly: true }, english)).toBe('Busy');
  expect(displayTitle({ title: 'Busy until noon', busyOnly: true }, english)).toBe('Busy until noon');
  expect(displayTitle({ title: '', visibility: 'private' }, messagesFor('de-AT'))).toBe('Beschäftigt');
});

test('a title cannot change the direction of the text next to it (security property 13)', () => {
  expect(displayTitle({ title: 'Lunch \u202Etxt.exe', visibility: 'default' }, english)).toBe(
    'Lunch txt.exe',
  );
});

test('a language without a translation uses English', () => {
  expect(messagesFor('pt-PT')).toBe(english);
});

test('a service is recognized by its host and not by what a URL mentions', () => {
  expect(joinService('https://meet.google.com/abc')).toBe('Google Meet');
  expect(joinService('https://example.zoom.us/j/1')).toBe('Zoom');
  expect(joinService('https://video.example.com/zoom.us')).toBe('video.example.com');
  expect(joinService('https://notzoom.us/j/1')).toBe('notzoom.us');
  expect(joinService('nonsense')).toBeNull();
});
