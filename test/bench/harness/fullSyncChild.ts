/**
 * A separate process that fills an empty database from a server: `node fullSyncChild.ts <origin> <folder> app|floor`.
 * `app` is the app's own pass. `floor` fetches the same pages, parses them and inserts their items directly: one
 * prepared statement, the same table with the same indexes, one transaction per page, without further processing.
 * Prints its figures as JSON: the total time, and how long the event loop was blocked at a time.
 */
import { join } from 'node:path';
import { PerformanceObserver, monitorEventLoopDelay } from 'node:perf_hooks';
import Database from 'better-sqlite3';
import { openStore } from '../../../main/store/open.ts';
import { CALENDAR } from './seededModel.ts';
import { openBenchSyncing } from './syncing.ts';
import { value } from '../../support/value.ts';

export interface FullSyncFigures {
  readonly ms: number;
  readonly cpuMs: number;
  readonly rows: number;
  /** Event loop, in milliseconds beyond its resolution. */
  readonly heldUp: { readonly p50: number; readonly p99: number; readonly max: number };
  /** The longest garbage collection. */
  readonly gcMs: number;
  readonly peakMemoryBytes: number;
}

const RESOLUTION_MS = 1;
const [origin = '', folder = '', who] = process.argv.slice(2);
const path = join(folder, 'calendar.db');

interface WirePage {
  readonly items: readonly WireItem[];
  readonly nextPageToken?: string;
}
interface WireItem {
  readonly id: string;
  readonly etag?: string;
  readonly status?: string;
  readonly iCalUID?: string;
  readonly summary?: string;
  readonly location?: string;
  readonly description?: string;
  readonly start?: { readonly dateTime?: string; readonly date?: string };
  readonly end?: { readonly dateTime?: string; readonly date?: string };
  readonly recurrence?: readonly string[];
  readonly recurringEventId?: string;
  readonly originalStartTime?: { readonly dateTime?: string; readonly date?: string };
}

/** The query that the app's client sends for a full listing. */
const pageSize = '1000';
const pageUrl = (pageToken: string | undefined): string => {
  const query = new URLSearchParams({ singleEvents: 'false', maxResults: pageSize });
  if (pageToken !== undefined) query.set('pageToken', pageToken);
  return `${origin}/calendar/v3/calendars/${encodeURIComponent(CALENDAR)}/events?${query}`;
};

const insertBare = async (): Promise<void> => {
  // The app's own schema, created by the app; only what comes after it is measured.
  const store = value(openStore({ path, nowMs: Date.now() }));
  store.close();
  const db = new Database(path);
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = NORMAL');
  db.exec(`INSERT INTO accounts (id, kind, label, connected_at_ms) VALUES ('bench', 'google', 'bench', 0)`);
  db.exec(`INSERT INTO calendars (key, account_id, calendar_id, name, color, zone, access_role, is_primary,
    selected, hidden, default_reminders, visible) VALUES (1, 'bench', 'bench', '', '', 'UTC', 'owner', 1, 1, 0, '[]', 1)`);
  const insert =
    db.prepare(`INSERT INTO events (calendar_key, event_id, seen_pass, kind, etag, status, ical_uid,
    title, location, start_ms, end_ms, is_long, first_ms, last_ms, recurrence, master_id, original_ms, body)
    VALUES (1, ?, 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`);
  const ms = (time: { readonly dateTime?: string; readonly date?: string } | undefined): number | null =>
    time === undefined ? null : Date.parse(time.dateTime ?? time.date ?? '');
  const insertPage = db.transaction((items: readonly WireItem[]) => {
    for (const item of items) {
      const { id, etag, status, iCalUID, summary, location, recurrence, recurringEventId, ...rest } = item;
      const kind =
        status === 'cancelled'
          ? 'cancelled'
          : recurrence
            ? 'master'
            : recurringEventId
              ? 'exception'
              : 'single';
      const drawn = kind === 'single' || kind === 'exception';
      insert.run(
        id,
        kind,
        etag ?? null,
        status ?? null,
        iCalUID ?? null,
        summary ?? null,
        location ?? null,
        ms(item.start),
        ms(item.end),
        drawn ? 0 : null,
        kind === 'master' ? ms(item.start) : null,
        kind === 'master' ? 8_640_000_000_000_000 : null,
        recurrence ? JSON.stringify(recurrence) : null,
        recurringEventId ?? null,
        ms(item.originalStartTime),
        JSON.stringify(rest),
      );
    }
  });
  let pageToken: string | undefined;
  do {
    // oxlint-disable-next-line no-await-in-loop
    const reply = await fetch(pageUrl(pageToken), { headers: { authorization: 'Bearer any' } });
    // oxlint-disable-next-line no-await-in-loop
    const page = (await reply.json()) as WirePage;
    insertPage(page.items);
    pageToken = page.nextPageToken;
  } while (pageToken !== undefined);
  db.close();
};

const runApp = async (): Promise<void> => {
  const syncing = openBenchSyncing({ path, origin });
  await syncing.pass();
  await syncing.close();
};

let gcMs = 0;
const observer = new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) gcMs = Math.max(gcMs, entry.duration);
});
observer.observe({ entryTypes: ['gc'] });
const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
let peakMemoryBytes = 0;
delay.enable();
const cpuBefore = process.cpuUsage();
const began = performance.now();
await (who === 'floor' ? insertBare() : runApp());
const ms = performance.now() - began;
const cpu = process.cpuUsage(cpuBefore);
delay.disable();
peakMemoryBytes = process.resourceUsage().maxRSS * 1024;
const db = new Database(path, { readonly: true });
const rows = db.prepare<[], number>('SELECT count(*) FROM events').pluck().get() ?? 0;
db.close();
const beyond = (nanoseconds: number): number => Math.max(0, nanoseconds / 1e6 - RESOLUTION_MS);
const figures: FullSyncFigures = {
  ms,
  cpuMs: (cpu.user + cpu.system) / 1000,
  rows,
  heldUp: {
    p50: beyond(delay.percentile(50)),
    p99: beyond(delay.percentile(99)),
    max: beyond(delay.max),
  },
  gcMs,
  peakMemoryBytes,
};
process.stdout.write(JSON.stringify(figures));
