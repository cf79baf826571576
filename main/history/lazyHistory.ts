/**
 * Briefs and the record of passed meetings for the rest of the app. Their code and `history.db` are loaded when a brief is
 * asked for, or after a pass.
 */
import { existsSync } from 'node:fs';
import { DAY_MS, HOUR_MS } from '../../shared/durations.ts';
import type { AccountId } from '../../shared/model.ts';
import { notedMeetingOf } from '../../shared/notes.ts';
import type { Settings } from '../../shared/settings.ts';
import type { Briefs, BriefsOptions } from './briefs.ts';
import type { History } from './history.ts';
import type { PassedReads, Recorder } from './recorder.ts';

export interface LazyHistoryOptions extends Omit<BriefsOptions, 'history' | 'settings'> {
  readonly path: string;
  readonly settings: () => Pick<Settings, 'historyDays' | 'reachBack'>;
  /** Called when briefs have more to tell. */
  readonly onChanged: () => void;
}

export interface LazyHistory extends Briefs {
  /** Called after each pass and every minute. */
  consider(store: PassedReads, why: 'pass' | 'minute'): Promise<void>;
  /** Called when an account has been disconnected. */
  removeOf(account: AccountId): Promise<void>;
  /** Called when the person has chosen how long to keep it. */
  settingChanged(): Promise<void>;
  close(): Promise<void>;
}

interface Loaded {
  readonly history: History;
  readonly recorder: Recorder;
  readonly briefs: Briefs;
}

export const createLazyHistory = (options: LazyHistoryOptions): LazyHistory => {
  const { path, now, settings } = options;
  let loading: Promise<Loaded> | null = null;
  let isClosed = false;
  const load = (): Promise<Loaded> =>
    (loading ??= (async () => {
      const { createBriefs, createHistory, createRecorder } = await import('./loaded.ts');
      const history = createHistory({ path, now });
      const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
      return {
        history,
        recorder: createRecorder({ history, now, settings, turn }),
        briefs: createBriefs({ ...options, history: async () => history }),
      };
    })());

  return {
    of: async (request) => (await load()).briefs.of(request),
    looked: async (ref) => (await load()).briefs.looked(ref),
    consider: async (store, why) => {
      if (isClosed || settings().historyDays === 0) return;
      const { recorder, history } = await load();
      const recorded = await recorder.consider(store, why);
      if (recorded.length === 0) return;
      if (recorded.some((accountId) => accountId === 'sample')) await addSampleLook(history, store, now());
      options.onChanged();
    },
    removeOf: async (account) => {
      if (existsSync(path) && !isClosed) (await load()).history.removeOf(account);
    },
    settingChanged: async () => {
      if (existsSync(path) && !isClosed) {
        const { history } = await load();
        const days = settings().historyDays;
        if (days === 0) history.remove();
        else history.use((table) => table.prune(now() - days * DAY_MS, 0));
      }
      options.onChanged();
    },
    close: async () => {
      isClosed = true;
      (await loading)?.history.close();
    },
  };
};

/** The sample calendar's next meeting has been looked at before, and has changed since. */
const addSampleLook = async (history: History, store: PassedReads, nowMs: number): Promise<void> => {
  const { sampleLook } = await import('./sampleLook.ts');
  const soon = store.agenda({
    from: new Date(nowMs).toISOString(),
    to: new Date(nowMs + HOUR_MS).toISOString(),
  });
  for (const occurrence of soon.ok ? soon.value.occurrences : []) {
    const detail = store.occurrence(occurrence);
    const look = detail.ok && detail.value !== null ? sampleLook(detail.value) : null;
    if (look === null) continue;
    const atMs = nowMs - 3 * HOUR_MS;
    history.use((table) =>
      table.addLook(notedMeetingOf(occurrence), {
        atMs,
        overMs: nowMs + DAY_MS,
        state: JSON.stringify(look),
      }),
    );
  }
};
