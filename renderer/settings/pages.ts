/** The pages of the settings, in the order of their list. */
export const settingsPages = [
  'accounts',
  'writing',
  'reminders',
  'attention',
  'notes',
  'appearance',
  'shortcuts',
  'general',
  'sync',
  'assistants',
  'hooks',
  'about',
] as const;
export type SettingsPageName = (typeof settingsPages)[number];

/** Parts that other places of the window lead to, by the page that they are on. */
const parts = { calendars: 'accounts', tokenStorage: 'accounts', syncDetails: 'sync' } as const;
type Part = keyof typeof parts;

/** A page, or a part of one. */
export type SettingsPlace = SettingsPageName | Part;

const isPart = (place: SettingsPlace): place is Part => Object.hasOwn(parts, place);

export const pageOf = (place: SettingsPlace): SettingsPageName => (isPart(place) ? parts[place] : place);
