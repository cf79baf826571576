/** A profile with a database, and the command line as a process that reads it. */
import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcessByStdio } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import type { CalendarEvent, CalendarId } from '../../shared/model.ts';
import type { Store } from '../../main/store/open.ts';
import { changed, keyOf, list, populatedStore, remoteCalendar, value } from '../store/support/builders.ts';

export const now = '2026-11-24T10:05:00+01:00';
export const team = 'team@example.com' as CalendarId;

export interface CliProfile {
  readonly folder: string;
  /** Open, as in the running app. */
  readonly store: Store;
  add(events: readonly CalendarEvent[], calendar?: CalendarId): void;
}

/** Creates a profile with two calendars, `Calendar ada@example.com` and `Team`. */
export const createProfile = (events: readonly CalendarEvent[]): CliProfile => {
  const { store, key, path } = populatedStore();
  list(store, [
    remoteCalendar('ada@example.com', { primary: true, name: 'Ada' }),
    remoteCalendar(team, { name: 'Team' }),
  ]);
  const add: CliProfile['add'] = (added, calendar) => {
    const at = calendar === undefined ? key : keyOf(store, calendar);
    value(store.sync.commitChanges(at, 1, changed(...added)));
  };
  add(events);
  const folder = dirname(path);
  writeFileSync(join(folder, 'settings.json'), '{}');
  return { folder, store, add };
};

const child = join(import.meta.dirname, 'cliChild.ts');
const argumentsOf = (folder: string, args: readonly string[], at: string): readonly string[] => [
  child,
  at,
  ...args,
  `--user-data-dir=${folder}`,
];
/** Returns the environment of a command: nothing of this process but where programs and compiled sources are. */
export const environment = (env: Readonly<Record<string, string>> = {}): Record<string, string> => ({
  PATH: process.env['PATH'] ?? '',
  ...(process.env['NODE_COMPILE_CACHE'] && { NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'] }),
  TZ: 'Europe/Berlin',
  LANG: 'en_GB.UTF-8',
  ...env,
});

export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export interface RunOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly at?: string;
}

export const runCommand = (folder: string, args: readonly string[], options: RunOptions = {}): Ended => {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    argumentsOf(folder, args, options.at ?? now),
    { env: environment(options.env), encoding: 'utf8' },
  );
  return { code: status, out: stdout, err: stderr };
};

export const startCommand = (
  folder: string,
  args: readonly string[],
  options: RunOptions = {},
): ChildProcessByStdio<null, Readable, Readable> =>
  spawn(process.execPath, argumentsOf(folder, args, options.at ?? now), {
    env: environment(options.env),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
