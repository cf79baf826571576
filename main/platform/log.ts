/**
 * The log in the profile's `logs/`: event names, numbers and codes, all from lists in this file [property 11]. Free
 * text cannot be logged: a value that is not listed is written as `unlisted`.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import electronLog from 'electron-log/node.js';
import type { PassOutcome, SyncReason } from '../../shared/syncReport.ts';
import { channels } from '../../shared/contract.ts';
import type { AccountKind } from '../../shared/model.ts';
import type { ProblemKind, SignInCause, SignInReason, StorageCause } from '../../shared/problems.ts';

const events = [
  'app.started',
  'app.ready',
  'app.stopped',
  'app.secondInstance',
  'store.opened',
  'store.rebuilt',
  'store.damaged',
  'store.failed',
  'pass.finished',
  'pass.problem',
  'account.connected',
  'account.connectFailed',
  'account.disconnected',
  'ipc.refused',
  'ipc.bug',
  'environment.refused',
  'link.refused',
  'tray.shown',
  'tray.missing',
  'page.live',
  'page.hung',
  'page.failed',
  'page.lost',
  'reminders.shown',
  'reminders.closed',
  'reminders.failed',
  'zone.changed',
  'autoJoin.announced',
  'autoJoin.joined',
  'autoJoin.cancelled',
  'autoJoin.failed',
  'browser.failed',
  'changes.shown',
  'changes.failed',
  'hooks.ran',
  'hooks.failed',
  'update.ready',
  'update.failed',
  'bug',
] as const;
export type LogEvent = (typeof events)[number];

const problemKinds = Object.keys({
  offline: 0,
  proxyFailed: 0,
  signInRequired: 0,
  rateLimited: 0,
  calendarForbidden: 0,
  calendarGone: 0,
  accessNotConfigured: 0,
  googleUnavailable: 0,
  unexpectedReply: 0,
  feedFailed: 0,
  exportFailed: 0,
  sweepHeld: 0,
  storageFailed: 0,
  signInFailed: 0,
  clientIdMissing: 0,
  clientFileInvalid: 0,
  noKeyring: 0,
  revocationOwed: 0,
  writingOff: 0,
  writeScopeMissing: 0,
  eventNotEditable: 0,
  previewExpired: 0,
  writeConflict: 0,
  writeOutdated: 0,
  writeRefused: 0,
  inviteLimit: 0,
  outboxFailed: 0,
  writesWaiting: 0,
  hookRefused: 0,
  hookFailed: 0,
  noMailProgram: 0,
  notFound: 0,
  invalidRequest: 0,
  cancelled: 0,
  internal: 0,
} satisfies Record<ProblemKind, 0>);

const otherCodes = Object.keys({
  succeeded: 0,
  partial: 0,
  failed: 0,
  full: 0,
  incremental: 0,
  none: 0,
  launch: 0,
  timer: 0,
  resume: 0,
  networkBack: 0,
  person: 0,
  signIn: 0,
  calendarShown: 0,
  settingChanged: 0,
  fileChanged: 0,
  audit: 0,
  sweepResolved: 0,
  changeSent: 0,
  never: 0,
  revoked: 0,
  scopeMissing: 0,
  vaultUnreadable: 0,
  vaultBlocked: 0,
  notKept: 0,
  readOnly: 0,
  corrupt: 0,
  damaged: 0,
  locked: 0,
  fromTheFuture: 0,
  other: 0,
  denied: 0,
  orgPolicy: 0,
  timedOut: 0,
  browserFailed: 0,
  partialConsent: 0,
  otherAccount: 0,
  exchangeFailed: 0,
  google: 0,
  feed: 0,
  sample: 0,
  cancelled: 0,
} satisfies Record<
  | PassOutcome['outcome']
  | PassOutcome['mode']
  | SyncReason
  | SignInReason
  | StorageCause
  | SignInCause
  | AccountKind,
  0
>);

const errorNames = ['Error', 'TypeError', 'RangeError', 'ReferenceError', 'SyntaxError', 'SqliteError'];

const codes: ReadonlySet<string> = new Set([...problemKinds, ...otherCodes, ...channels, ...errorNames]);

export type Facts = Readonly<Record<string, number | boolean | string | null>>;

const factName = /^[a-z][A-Za-z]{0,30}$/;

/** Returns the line without its time: `pass.finished outcome=succeeded upserted=12`. Pure. */
export const logLine = (event: LogEvent, facts: Facts = {}): string => {
  const name = events.includes(event) ? event : 'unlisted';
  const parts = Object.entries(facts).map(
    ([key, value]) => `${factName.test(key) ? key : 'unlisted'}=${factValue(value)}`,
  );
  return [name, ...parts].join(' ');
};

const factValue = (value: unknown): string => {
  if (typeof value === 'number' || typeof value === 'boolean' || value === null) return String(value);
  return typeof value === 'string' && codes.has(value) ? value : 'unlisted';
};

export type Log = (event: LogEvent, facts?: Facts) => void;

/** Opens two files of at most 256 kB each: `main.log` and its predecessor. */
export const openLog = (folder: string): Log => {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch {
    return () => {};
  }
  const logger = electronLog.create({ logId: folder });
  logger.transports.console.level = false;
  const { file } = logger.transports;
  file.resolvePathFn = () => join(folder, 'main.log');
  file.maxSize = 256 * 1024;
  file.writeOptions = { flag: 'a', mode: 0o600, encoding: 'utf8' };
  file.format = '{y}-{m}-{d} {h}:{i}:{s} {text}';
  return (event, facts) => logger.info(logLine(event, facts));
};
