import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { calendarFileIn } from '../../main/app/openedFile.ts';

const folder = resolve('/home/ada');
const team = resolve('/home/ada/Fictional team.ics');

test.each([
  ['a path', [team], team],
  ['a path in the folder of the start', ['Fictional team.ics'], team],
  ['an address of a file, as menus write it', [pathToFileURL(team).href], team],
  ['the first one among others', ['--hidden', 'notes.txt', team, 'other.ics'], team],
  ['nothing', [], null],
  ['another file', ['/etc/passwd'], null],
  ['a switch', ['--file=/home/ada/team.ics', '-a.ics'], null],
  ['an address', ['https://example.com/team.ics', 'webcal://example.com/team.ics'], null],
  [
    'another computer’s file',
    ['//example.com/a.ics', '\\\\example.com\\a.ics', 'file://example.com/a.ics'],
    null,
  ],
  ['a path that is too long', [`/${'a'.repeat(4096)}.ics`], null],
  ['a path with a NUL', ['/home/ada/\0.ics'], null],
])('the calendar file among the arguments [property 16]: %s', (_name, args, file) => {
  expect(calendarFileIn(args, folder)).toBe(file);
});
