/** The hooks, loaded once the person has some, or opens their page: most people never need them. */
import { existsSync } from 'node:fs';
import type { Problem } from '../../shared/problems.ts';
import type { Words } from '../../shared/text/words.ts';
import type { Backend } from '../backend/types.ts';
import { fieldsOf } from '../cli/output/fields.ts';
import type { Hooks } from '../hooks/hooks.ts';
import type { HookSource } from '../hooks/scheduler.ts';
import type { StartHooksOptions } from '../hooks/startHooks.ts';

export interface LazyHooksOptions extends Omit<StartHooksOptions, 'source'> {
  /** Null while it is closed. */
  readonly backend: () => Backend | null;
}

export interface LazyHooks {
  /** Loads them. */
  get(): Promise<Hooks>;
  /** Null while they are not loaded. */
  current(): Hooks | null;
  /** Loads them if the person has some. */
  start(): Promise<void>;
  problems(): readonly Problem[];
}

export const createLazyHooks = ({ backend, ...options }: LazyHooksOptions): LazyHooks => {
  let loading: Promise<Hooks> | null = null;
  let loaded: Hooks | null = null;
  const source = (): HookSource | null => {
    const open = backend();
    return open === null ? null : sourceOf(open, options.words);
  };
  const load = async (): Promise<Hooks> => {
    const { startHooks } = await import('../hooks/startHooks.ts');
    loaded = startHooks({ ...options, source });
    return loaded;
  };
  const get = (): Promise<Hooks> => (loading ??= load());
  return {
    get,
    current: () => loaded,
    start: async () => {
      if (existsSync(options.inProfile('hooks.json'))) await get();
    },
    problems: () => loaded?.problems() ?? [],
  };
};

const sourceOf = (backend: Backend, words: () => Words): HookSource => ({
  page: backend.reminders.page,
  isComplete: backend.reminders.isComplete,
  changesSince: backend.changeNotices.since,
  fieldsOf: () => {
    const calendars = backend.store.calendars();
    const known = calendars.ok ? calendars.value : [];
    const names = new Map(known.map(({ accountId, id, name }) => [`${accountId} ${id}`, name]));
    const context = {
      words: words(),
      calendarOf: ({ accountId, calendarId }: Parameters<typeof fieldsOf>[0]) =>
        names.get(`${accountId} ${calendarId}`) ?? calendarId,
    };
    return (occurrence) => fieldsOf(occurrence, context);
  },
});
