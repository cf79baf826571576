/**
 * A separate process that reads pages of the agenda from the store: `node agendaChild.ts <database>
 * first|pages|weeks [days]`. `first` is the first page after the database was opened; `pages` are pages at any
 * position, each compared with a plain read of a page's rows; `weeks` count the meetings of weeks at any position.
 * Prints its figures as JSON.
 */
import Database from 'better-sqlite3';
import { readWeekLoad } from '../../../main/backend/readWeekLoad.ts';
import { openStore } from '../../../main/store/open.ts';
import { dateOf } from '../../../shared/text/days.ts';
import { seededRandom } from '../../support/fakeGoogle/seedEvents.ts';
import { timed } from './measure.ts';
import { middleMs } from './seededModel.ts';
import { value } from '../../support/value.ts';

export interface AgendaFigures {
  readonly openMs: number;
  readonly firstMs: number;
  readonly bareFirstMs: number;
  readonly pages: readonly number[];
  readonly bare: readonly number[];
  readonly weeks: readonly number[];
}

const DAY_MS = 86_400_000;
const PAGE = 100;
const ROUNDS = 600;
/** Rounds that are not counted, in which the code of both sides is compiled. */
const UNCOUNTED = 150;
const WEEKS = 60;
const UNCOUNTED_WEEKS = 15;
const timeZone = 'Europe/Berlin';
const [path = '', mode, days = '28'] = process.argv.slice(2);

/** The cost of a page's rows alone: their columns, by start, through the index. */
const bareSql = `SELECT event_id, kind, master_id, original_ms, start_ms, end_ms, start_date, end_date, start_zone,
  title, location, status, event_type, self_response, join_url, color, visibility, transparency,
  guests_total, guests_accepted FROM events INDEXED BY events_short
  WHERE is_long = 0 AND start_ms >= ? ORDER BY start_ms LIMIT ${PAGE}`;

/** A window like the list's: from some midnight, four weeks unless there is little in them. */
const rangeFrom = (fromMs: number) => ({
  from: new Date(fromMs).toISOString(),
  to: new Date(fromMs + Number(days) * DAY_MS).toISOString(),
  timeZone,
});

// The day's midnight, from which the window reads when it opens.
const todayMs = middleMs(Date.now()) - DAY_MS / 2;
const opening = timed(() => value(openStore({ path, nowMs: Date.now() })));
const store = opening.value;
const ask = (fromMs: number): number =>
  timed(() => {
    const page = value(store.agenda.list(rangeFrom(fromMs)));
    if (page.occurrences.length !== PAGE) throw new Error(`${page.occurrences.length} on a page`);
  }).ms;

const firstMs = ask(todayMs);
const db = new Database(path, { readonly: true });
const bareStatement = db.prepare<[number], unknown>(bareSql);
const read = (fromMs: number): number =>
  timed(() => {
    if (bareStatement.all(fromMs).length === 0) throw new Error('No rows');
  }).ms;
const bareFirstMs = read(todayMs);

const pages: number[] = [];
const bare: number[] = [];
if (mode === 'pages') {
  const random = seededRandom(7);
  for (let round = 0; round < ROUNDS + UNCOUNTED; round += 1) {
    const fromMs = todayMs + Math.floor(random() * 700 - 350) * DAY_MS;
    const both = [ask(fromMs), read(fromMs)] as const;
    if (round < UNCOUNTED) continue;
    pages.push(both[0]);
    bare.push(both[1]);
  }
}
const weeks: number[] = [];
if (mode === 'weeks') {
  const random = seededRandom(11);
  for (let round = 0; round < WEEKS + UNCOUNTED_WEEKS; round += 1) {
    const from = dateOf(todayMs + Math.floor(random() * 700 - 350) * DAY_MS, timeZone);
    const { ms } = timed(() => value(readWeekLoad({ from, timeZone }, (range) => store.agenda.list(range))));
    if (round >= UNCOUNTED_WEEKS) weeks.push(ms);
  }
}
db.close();
store.close();
const figures: AgendaFigures = { openMs: opening.ms, firstMs, bareFirstMs, pages, bare, weeks };
process.stdout.write(JSON.stringify(figures));
