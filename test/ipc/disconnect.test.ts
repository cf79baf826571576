import { expect, test } from 'vitest';
import { createHandlers } from '../../main/ipc/handlers.ts';
import type { HandlerPorts } from '../../main/ipc/handlers.ts';
import { defaultSettings } from '../../main/settings/settingsTable.ts';
import type { AccountId, CalendarId } from '../../shared/model.ts';
import { ok } from '../../shared/result.ts';
import type { Settings } from '../../shared/settings.ts';

const ada = 'google:ada@example.com' as AccountId;
const grace = 'google:grace@example.com' as AccountId;
const calendarOf = (accountId: AccountId) => ({ accountId, calendarId: 'team@example.com' as CalendarId });
const browserOf = (accountId: AccountId) => ({ accountId, browser: 'firefox.desktop', profile: null });

test('disconnecting an account takes back what assistants may read, its browser and its past, and no other’s', async () => {
  let settings: Settings = {
    ...defaultSettings,
    assistantCalendars: [calendarOf(ada), calendarOf(grace)],
    browsers: [browserOf(ada), browserOf(grace)],
  };
  const unmarked: AccountId[] = [];
  const backend = {
    writing: { settle: () => ok(null) },
    accounts: { disconnect: () => Promise.resolve(ok(null)) },
    attention: { forget: (accountId: AccountId) => void unmarked.push(accountId) },
  };
  const forgotten: AccountId[] = [];
  const handlers = createHandlers({
    history: { removeOf: async (accountId: AccountId) => void forgotten.push(accountId) },
    backend: () => Promise.resolve(ok(backend)),
    settings: {
      get: () => settings,
      save: (change: Partial<Settings>) => {
        settings = { ...settings, ...change };
        return { settings, refused: null };
      },
    },
  } as unknown as HandlerPorts);
  expect(await handlers['accounts.disconnect']({ accountId: ada })).toEqual(ok(null));
  expect(settings.assistantCalendars).toEqual([calendarOf(grace)]);
  expect([forgotten, unmarked]).toEqual([[ada], [ada]]);
  expect(settings.browsers).toEqual([browserOf(grace)]);
});
