import { resolve } from 'node:path';
import { expect, test, vi } from 'vitest';
import { secondStartOf, toOpenIn } from '../../main/app/secondStart.ts';

vi.mock('electron', () => ({ app: {} }));

test('a second start may ask for a sync; whatever else it says shows the window [property 14]', () => {
  const sync = '0a1b2c3d-0000-4000-8000-0123456789ab';
  expect(secondStartOf({ sync })).toEqual({ sync });
  expect(secondStartOf({ command: 'nothing' })).toBe('nothing');
  for (const data of [
    undefined,
    null,
    'sync',
    {},
    { command: 'quit' },
    { command: ['nothing'] },
    { sync: '../vault' },
    { sync: [sync] },
    { sync, path: '/etc' },
    [{ sync }],
  ]) {
    expect([data, secondStartOf(data)]).toEqual([data, 'show']);
  }
});

test('a second start may name a calendar file; a path that can be none shows the window [property 16]', () => {
  const file = resolve('/home/ada/team.ics');
  expect(secondStartOf({ file })).toEqual({ file });
  for (const data of [
    { file: 'team.ics' },
    { file: '/etc/passwd' },
    { file: '//example.com/share/team.ics' },
    { file, command: 'nothing' },
    { file: [file] },
    { file: `/${'a'.repeat(5000)}.ics` },
  ]) {
    expect([data, secondStartOf(data)]).toEqual([data, 'show']);
  }
});

test('a second start may name one of the app’s links, alone [properties 14 and 18]', () => {
  const link = 'jarvis-calendar://join-next';
  expect(secondStartOf({ link })).toEqual({ link });
  for (const data of [
    { link, command: 'nothing' },
    { link, file: resolve('/home/ada/team.ics') },
    { link: 'https://example.com' },
    { link: [link] },
    { link: `jarvis-calendar://${'a'.repeat(9000)}` },
  ]) {
    expect([data, secondStartOf(data)]).toEqual([data, 'show']);
  }
});

test('a start opens the link or else the calendar file among its arguments', () => {
  const [link, file] = ['jarvis-calendar://day/2026-12-01', resolve('/home/ada/team.ics')];
  expect(toOpenIn([file, link], '/')).toEqual({ link });
  expect(toOpenIn(['--hidden', file], '/')).toEqual({ file });
  // After `--`, as Windows starts the app.
  expect(toOpenIn(['--', link], '/')).toEqual({ link });
  expect(toOpenIn(['--hidden'], '/')).toBeNull();
});
