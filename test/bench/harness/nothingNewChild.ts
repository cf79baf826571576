/**
 * A separate process that runs many passes over unchanged calendars: `node nothingNewChild.ts <database>
 * <calendars>`.
 */
import { statSync } from 'node:fs';
import Database from 'better-sqlite3';
import { createModel } from '../../../main/googleModel/serverModel.ts';
import { seedEvents, startFakeGoogle } from '../../support/fakeGoogle/index.ts';
import { openBenchSyncing } from './syncing.ts';

export interface NothingNewFigures {
  readonly requestsPerCalendar: number;
  readonly listRequestsPerPass: number;
  /** Pages that a pass appends to the write-ahead log. */
  readonly framesPerPass: number;
  readonly eventWrites: number;
  /** CPU for one calendar of a pass, and for its reply alone. */
  readonly cpuMs: number;
  readonly answerCpuMs: number;
  /** From the beginning of a pass to its end. */
  readonly wallMs: number;
}

const [path = '', calendars = '10'] = process.argv.slice(2);
const CALENDARS = Number(calendars);
/** Few enough for Google's limits: otherwise the app would pause by itself. */
const PASSES = CALENDARS > 10 ? 1 : 10;
const UNCOUNTED = CALENDARS > 10 ? 0 : 6;
/** Few enough that their log is not checkpointed. */
const WATCHED = CALENDARS > 10 ? 1 : 4;
const PAGE_BYTES = 4096;

const model = createModel({ now: Date.now, seed: 1 });
for (let index = 0; index < CALENDARS; index += 1) {
  seedEvents(model, {
    events: CALENDARS > 10 ? 50 : 500,
    calendarId: `bench${index}@example.com`,
    seed: index + 1,
  });
}
const google = await startFakeGoogle({ model });
google.oauth.settings.acceptAnyToken = true;
const syncing = openBenchSyncing({ path, origin: google.origin, fetch: google.fetch });
await syncing.pass();
const cpu = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};
for (let pass = 0; pass < UNCOUNTED; pass += 1) {
  // oxlint-disable-next-line no-await-in-loop
  await syncing.pass();
}

// A reader keeps the emptied log from starting over, so it grows by what is written.
const reader = new Database(path);
const stamps = (): string =>
  JSON.stringify(reader.prepare('SELECT count(*), sum(seen_pass), max(seen_pass) FROM events').get());
const stampsBefore = stamps();
reader.pragma('wal_checkpoint(TRUNCATE)');
reader.exec('BEGIN');
reader.prepare('SELECT 1 FROM meta').get();
for (let pass = 0; pass < WATCHED; pass += 1) {
  // oxlint-disable-next-line no-await-in-loop
  await syncing.pass();
}
const logBytes = statSync(`${path}-wal`).size;
reader.exec('COMMIT');
const asked = google.requests.length;
const before = cpu();
const beganMs = performance.now();
for (let pass = 0; pass < PASSES; pass += 1) {
  // oxlint-disable-next-line no-await-in-loop
  await syncing.pass();
}
const spent = cpu() - before;
const wallMs = performance.now() - beganMs;
const requests = google.requests.slice(asked);
const events = requests.filter(({ endpoint }) => endpoint === 'events').length;
const lists = requests.filter(({ endpoint }) => endpoint === 'calendarList').length;

/** The same requests, without processing the replies. */
const again = requests.map(({ path: asksFor, query }) => {
  const url = new URL(asksFor, google.origin);
  for (const [name, text] of Object.entries(query)) url.searchParams.set(name, text);
  return url;
});
const answersBefore = cpu();
for (const url of again) {
  // oxlint-disable-next-line no-await-in-loop
  const reply = await google.fetch(url, { headers: { authorization: 'Bearer any' } });
  // oxlint-disable-next-line no-await-in-loop
  await reply.text();
}
const answers = cpu() - answersBefore;
const eventWrites = stamps() === stampsBefore ? 0 : 1;
reader.close();
await syncing.close();
await google.stop();
const figures: NothingNewFigures = {
  requestsPerCalendar: events / PASSES / CALENDARS,
  listRequestsPerPass: lists / PASSES,
  framesPerPass: logBytes / (PAGE_BYTES + 24) / WATCHED,
  eventWrites,
  cpuMs: spent / PASSES / CALENDARS,
  answerCpuMs: answers / PASSES / CALENDARS,
  wallMs: wallMs / PASSES,
};
process.stdout.write(JSON.stringify(figures));
