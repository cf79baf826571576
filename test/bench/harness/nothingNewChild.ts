/** A process of its own that runs many passes over unchanged calendars: `node nothingNewChild.ts <database>`. */
import { statSync } from 'node:fs';
import Database from 'better-sqlite3';
import { createModel } from '../../../main/sample/model.ts';
import { seedEvents, startFakeGoogle } from '../../support/fakeGoogle/index.ts';
import { openSyncing } from './syncing.ts';

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
const PASSES = 100;
const UNCOUNTED = 30;
const PAGE_BYTES = 4096;
const [path = ''] = process.argv.slice(2);

const model = createModel({ now: Date.now, seed: 1 });
for (let index = 0; index < CALENDARS; index += 1) {
  seedEvents(model, { events: 500, calendarId: `bench${index}@example.com`, seed: index + 1 });
}
const google = await startFakeGoogle({ model });
google.oauth.settings.acceptAnyToken = true;
const syncing = openSyncing({ path, origin: google.origin, fetch: google.fetch });
// One reader that never ends keeps the log from beginning anew, so that its growth is what was written.
await syncing.pass();
const cpu = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};
for (let pass = 0; pass < UNCOUNTED; pass += 1) {
  // oxlint-disable-next-line no-await-in-loop
  await syncing.pass();
}

const reader = new Database(path, { readonly: true });
const stamps = (): string =>
  JSON.stringify(reader.prepare('SELECT count(*), sum(seen_pass), max(seen_pass) FROM events').get());
const stampsBefore = stamps();
reader.exec('BEGIN');
reader.prepare('SELECT 1 FROM meta').get();
const logBefore = statSync(`${path}-wal`).size;
const asked = google.requests.length;
const before = cpu();
for (let pass = 0; pass < PASSES; pass += 1) {
  // oxlint-disable-next-line no-await-in-loop
  await syncing.pass();
}
const spent = cpu() - before;
const requests = google.requests.slice(asked);
const logAfter = statSync(`${path}-wal`).size;
reader.exec('COMMIT');
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
  framesPerPass: Math.max(0, logAfter - logBefore) / (PAGE_BYTES + 24) / PASSES,
  eventWrites,
  cpuMs: spent / PASSES / CALENDARS,
  answerCpuMs: answers / PASSES / CALENDARS,
};
process.stdout.write(JSON.stringify(figures));
