/** A process of its own that runs many passes over unchanged calendars: `node nothingNewChild.ts <database>`. */
import { statSync } from 'node:fs';
import Database from 'better-sqlite3';
import { createModel } from '../../../main/googleModel/model.ts';
import { seedEvents, startFakeGoogle } from '../../support/fakeGoogle/index.ts';
import { openBenchSyncing } from './syncing.ts';

export interface NothingNewFigures {
  readonly requestsPerCalendar: number;
  readonly listRequestsPerPass: number;
  /** Pages that a pass appends to the write-ahead log. */
  readonly framesPerPass: number;
  readonly eventWrites: number;
  /** CPU for one calendar of a pass, and for its answer alone. */
  readonly cpuMs: number;
  readonly answerCpuMs: number;
}

const CALENDARS = 10;
/** Few enough that Google would not be asked too often: the app holds back by itself then. */
const PASSES = 10;
const UNCOUNTED = 6;
/** Few enough that the log they write is not yet brought into the database. */
const WATCHED = 4;
const PAGE_BYTES = 4096;
const [path = ''] = process.argv.slice(2);

const model = createModel({ now: Date.now, seed: 1 });
for (let index = 0; index < CALENDARS; index += 1) {
  seedEvents(model, { events: 500, calendarId: `bench${index}@example.com`, seed: index + 1 });
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

// An emptied log grows by what is written, as long as a reader keeps it from beginning anew.
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
for (let pass = 0; pass < PASSES; pass += 1) {
  // oxlint-disable-next-line no-await-in-loop
  await syncing.pass();
}
const spent = cpu() - before;
const requests = google.requests.slice(asked);
const events = requests.filter(({ endpoint }) => endpoint === 'events').length;
const lists = requests.filter(({ endpoint }) => endpoint === 'calendarList').length;

/** The same questions, with nothing done about the answers. */
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
};
process.stdout.write(JSON.stringify(figures));
