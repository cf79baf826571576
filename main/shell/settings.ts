/**
 * The person's settings: `settings.json` in the profile, outside what a rebuild of the database throws
 * away. A file that cannot be used is set aside; what is good in it still holds.
 */
import { z } from 'zod';
import type { Settings } from '../../shared/settings.ts';
import { MOST_REMINDER_MINUTES } from '../../shared/reminders.ts';
import { readJson, setAside, writeJson } from './jsonFile.ts';

export const defaultSettings: Settings = {
  syncIntervalMinutes: 5,
  reachBack: 'month',
  theme: 'system',
  timeFormat: 'auto',
  firstDayOfWeek: 'auto',
  joinInApps: [],
  changeNotices: true,
  startAtLogin: false,
  globalShortcuts: { showWindow: null, joinNext: null },
  automaticUpdates: true,
  tokenStorage: 'ask',
  closeToTrayExplained: false,
  reminderRule: 'google',
  reminderMinutes: [10, 1],
  reminderAllDay: true,
  reminderOnlyWithLink: false,
  reminderHours: null,
  remindersPausedUntil: null,
};

const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

const accelerator = z.string().min(1).max(60).nullable();

/** Each setting's shape by itself, also for requests from the window. */
export const settingsFields = {
  syncIntervalMinutes: z.int().min(1).max(120),
  reachBack: z.enum(['month', 'year', 'everything']),
  theme: z.enum(['system', 'light', 'dark']),
  timeFormat: z.enum(['auto', '12', '24']),
  firstDayOfWeek: z.enum(['auto', 'monday', 'saturday', 'sunday']),
  joinInApps: z.array(z.enum(['zoom', 'teams'])).max(2),
  changeNotices: z.boolean(),
  startAtLogin: z.boolean(),
  globalShortcuts: z.strictObject({ showWindow: accelerator, joinNext: accelerator }),
  automaticUpdates: z.boolean(),
  tokenStorage: z.enum(['ask', 'memory', 'file']),
  closeToTrayExplained: z.boolean(),
  reminderRule: z.enum(['google', 'fixed', 'off']),
  reminderMinutes: z.array(z.int().min(0).max(MOST_REMINDER_MINUTES)).min(1).max(5),
  reminderAllDay: z.boolean(),
  reminderOnlyWithLink: z.boolean(),
  reminderHours: z
    .strictObject({
      from: timeOfDay,
      to: timeOfDay,
      days: z.array(z.int().min(1).max(7)).max(7),
    })
    .nullable(),
  remindersPausedUntil: z.iso.datetime().max(40).nullable(),
} satisfies { [Name in keyof Settings]: z.ZodType<Settings[Name]> };

/** Settings of a later version may lack or add fields: absent ones take defaults, unknown ones are dropped. */
const settingsSchema = z.object(settingsFields).partial();

export interface SettingsFile {
  get(): Settings;
  /** Merges, writes and answers the settings as they now hold (also when the disk refuses). */
  set(change: Partial<Settings>): Settings;
}

export const openSettings = (path: string): SettingsFile => {
  let settings = loadSettings(path);
  return {
    get: () => settings,
    set: (change) => {
      const given = Object.entries(change).filter(([, value]) => value !== undefined);
      settings = { ...settings, ...Object.fromEntries(given) };
      writeJson(path, settings);
      return settings;
    },
  };
};

const loadSettings = (path: string): Settings => {
  const file = readJson(path, settingsSchema);
  if (file.state === 'read') return { ...defaultSettings, ...present(file.value) };
  if (file.state === 'missing') return defaultSettings;
  setAside(path);
  return { ...defaultSettings, ...salvage(file.raw) };
};

const present = (partial: Partial<Settings>): Partial<Settings> =>
  Object.fromEntries(Object.entries(partial).filter(([, value]) => value !== undefined));

/** The fields of a bad file that are good by themselves. */
const salvage = (raw: unknown): Partial<Settings> => {
  if (typeof raw !== 'object' || raw === null) return {};
  const good = Object.entries(settingsFields).flatMap(([name, schema]) => {
    const parsed = schema.safeParse((raw as Record<string, unknown>)[name]);
    return parsed.success ? [[name, parsed.data]] : [];
  });
  return Object.fromEntries(good) as Partial<Settings>;
};
