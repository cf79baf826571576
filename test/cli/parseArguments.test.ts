import { describe, expect, test } from 'vitest';
import { isCommandLine } from '../../main/cli/commandTable.ts';
import { parseDay, parseHours } from '../../main/cli/dayArgument.ts';
import { parseArguments } from '../../main/cli/parseArguments.ts';
import { value } from '../support/value.ts';

const lineOf = (...args: string[]): unknown => {
  const request = value(parseArguments(args));
  return request.kind === 'run' ? request.line : request;
};

test('an option has its value attached or after it, wherever it stands', () => {
  for (const args of [
    ['agenda', '--from', '+1d', '--format=json'],
    ['--format', 'json', '--from=+1d', 'agenda'],
    ['--no-sandbox', 'agenda', '--from=today', '--format=tsv', '--from=+1d', '--format=json'],
  ]) {
    expect(lineOf(...args)).toMatchObject({ command: 'agenda', from: '+1d', to: null, format: 'json' });
  }
});

test('`--` ends the options, so that words may begin with a hyphen', () => {
  expect(lineOf('search', '--limit', '5', '--', '--from', 'x')).toMatchObject({
    words: ['--from', 'x'],
    limit: 5,
  });
});

test('an option may be repeated only where that has a meaning', () => {
  expect(lineOf('next', '--calendar', 'A', '--calendar=B')).toMatchObject({ calendars: ['A', 'B'] });
});

test.each([
  [[], 'a command is missing'],
  [['nxt'], 'no such command: nxt'],
  [['next', '--form', 'json'], 'no such option: --form'],
  [['next', '-x'], 'no such option: -x'],
  [['next', '--from', 'today'], 'next has no option --from'],
  [['next', 'now'], 'next takes no now'],
  [['next', '--follow=1'], '--follow takes no value'],
  [['agenda', '--from'], '--from needs a value'],
  [['agenda', '--from='], '--from needs a value'],
  [['agenda', '--format', 'xml'], 'no such format: xml'],
  [['agenda', '--format', 'waybar'], 'agenda has no format waybar'],
  [['search'], 'search needs a word'],
  [['search', '--limit', '101', 'x'], '--limit is a number from 1 to 100'],
  [['free', '--at-least', '1e3'], '--at-least is a number of minutes from 1 to 1440'],
  [['free', '--hours', '17:00-09:00'], '--hours looks like 09:00-17:00'],
  [['sync', '--calendar', 'x'], 'sync has no option --calendar'],
  [['completion', 'tcsh'], 'completion is for one of bash, zsh, fish'],
  [['next', '--constructor', 'x'], 'no such option: --constructor'],
])('%j is refused: %s', (args, sentence) => {
  expect(parseArguments(args)).toEqual({ ok: false, problem: sentence });
});

test('help is about the command it is asked with', () => {
  expect(lineOf('--help')).toEqual({ kind: 'help', command: null });
  expect(lineOf('agenda', '-h')).toEqual({ kind: 'help', command: 'agenda' });
  expect(lineOf('help', 'free')).toEqual({ kind: 'help', command: 'free' });
  expect(lineOf('--version')).toEqual({ kind: 'version' });
});

test('only plain words and requests for help are for the command line; the app keeps the rest [property 14]', () => {
  for (const args of [['next'], ['nxt'], ['--no-sandbox', 'sync'], ['--help'], ['--version'], ['help']]) {
    expect([args, isCommandLine(args)]).toEqual([args, true]);
  }
  for (const args of [
    [],
    ['--hidden'],
    ['--user-data-dir=/tmp/x', 'next'],
    ['https://example.com/'],
    ['/home/ada/next'],
    ['C:\\next'],
    ['jarvis-calendar://next'],
    ['Next'],
  ]) {
    expect([args, isCommandLine(args)]).toEqual([args, false]);
  }
});

describe('a day', () => {
  test.each([
    ['today', '2026-11-29'],
    ['tomorrow', '2026-11-30'],
    ['yesterday', '2026-11-28'],
    ['+3d', '2026-12-02'],
    ['-29d', '2026-10-31'],
    ['+0d', '2026-11-29'],
    ['2026-12-01', '2026-12-01'],
    ['2028-02-29', '2028-02-29'],
    ['2026-02-29', null],
    ['2026-13-01', null],
    ['2101-01-01', null],
    ['1969-12-31', null],
    ['+99999d', null],
    ['3d', null],
    ['+3', null],
    ['+1.5d', null],
    ['Today', null],
    ['', null],
  ])('%j is %j', (text, date) => {
    expect(parseDay(text, '2026-11-29')).toBe(date);
  });
});

test.each([
  ['09:00-17:00', { from: 540, to: 1020 }],
  ['0:00-24:00', { from: 0, to: 1440 }],
  ['9:30-9:31', { from: 570, to: 571 }],
  ['09:00-24:01', null],
  ['09:00-09:00', null],
  ['09:60-17:00', null],
  ['9-17', null],
])('hours %j are %j', (text, hours) => {
  expect(parseHours(text)).toEqual(hours);
});
