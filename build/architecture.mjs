/**
 * Which folder may import which: the whole architecture in one table. `jarvis/imports` (lintRules.mjs) enforces it and
 * test/architecture.test.ts breaks every line of it once. docs/ARCHITECTURE.md explains the layers.
 *
 * - `folders`: folders it may import from, besides itself and `shared`.
 * - `types`: single files of which it may import the types, for what is handed in at run time.
 * - `packages`: npm packages; `node` stands for Node's own modules, `electron` for Electron.
 *
 * The longest matching key decides, so one file can be held to more than its folder is.
 */
const ports = 'main/sync/ports.ts';
const pure = { folders: [], types: [], packages: [] };
/** Features may use what lies below them, and the texts and rules of the features named. */
const feature = (...features) => ({
  folders: ['main/platform', 'main/window', 'main/recurrence', ...features],
  types: [ports],
  packages: ['node', 'electron'],
});

export const architecture = {
  shared: pure,
  renderer: { ...pure, packages: ['react', 'react-dom', 'lucide-react'] },

  // Pure: what recurrence, order, duplicates, changes, descriptions and join links mean.
  'main/recurrence': pure,
  'main/agenda': { ...pure, folders: ['main/recurrence'] },
  'main/links': { ...pure, packages: ['entities'] },

  // Effects at named edges: SQLite, HTTP, the server model, the operating system, windows.
  'main/sync': { ...pure, folders: ['main/platform/wallClockTimer.ts'], packages: ['node'] },
  'main/sync/policy.ts': pure,
  'main/sync/sweepGuard.ts': pure,
  'main/store': {
    folders: ['main/agenda', 'main/links', 'main/recurrence'],
    types: [ports],
    packages: ['node', 'better-sqlite3'],
  },
  'main/google': {
    folders: [],
    types: [ports],
    packages: ['node', 'googleapis/build/src/apis/calendar/index.js', 'google-auth-library', 'gaxios', 'zod'],
  },
  'main/google/mapEvent.ts': { ...pure, types: [ports], packages: ['zod'] },
  'main/google/mapCalendar.ts': { ...pure, types: [ports], packages: ['zod'] },
  'main/google/mapTime.ts': { ...pure, types: [ports] },
  'main/google/mapText.ts': { ...pure, types: [ports] },
  'main/google/classify.ts': { ...pure, types: [ports], packages: ['zod'] },
  'main/google/wire.ts': { ...pure, packages: ['zod'] },
  'main/googleModel': pure,
  'main/sample': { folders: ['main/googleModel'], types: [ports], packages: ['node'] },
  'main/platform': { folders: [], types: [ports], packages: ['node', 'electron', 'electron-log'] },
  'main/window': { folders: ['main/platform'], types: [ports], packages: ['node', 'electron'] },
  'main/providers': {
    folders: ['main/google', 'main/sample', 'main/platform'],
    types: [ports],
    packages: ['node'],
  },

  // Features: all of one, from its rules to its edge.
  'main/settings': feature(),
  'main/accounts': {
    ...feature('main/settings', 'main/sync/toProblem.ts'),
    types: [ports, 'main/providers/types.ts', 'main/providers/registry.ts'],
  },
  'main/reminders': feature(),
  'main/reminders/planner.ts': pure,
  'main/reminders/rules.ts': { ...pure, folders: ['main/recurrence'] },
  'main/changeNotifications': feature('main/reminders'),
  'main/changeNotifications/planner.ts': { ...pure, folders: ['main/reminders'] },
  'main/meetings': feature(),
  'main/desktop': feature('main/meetings'),
  'main/updates': { ...feature(), packages: ['electron', 'electron-updater'] },

  // Store, sync, providers and features put together; no Electron.
  'main/backend': {
    folders: [
      'main/accounts',
      'main/changeNotifications',
      'main/platform',
      'main/providers',
      'main/reminders',
      'main/store',
      'main/sync',
    ],
    types: ['main/meetings/links.ts'],
    packages: ['node'],
  },

  // What asks the backend.
  'main/ipc': {
    ...feature('main/meetings', 'main/settings'),
    types: [ports, 'main/backend/types.ts', 'main/updates/updater.ts'],
    packages: ['electron', 'zod'],
  },
  'main/tray': { ...feature('main/reminders'), types: ['main/backend/types.ts'] },
  'main/app': {
    folders: [
      'main/accounts',
      'main/backend',
      'main/changeNotifications',
      'main/desktop',
      'main/ipc',
      'main/meetings',
      'main/platform',
      'main/providers',
      'main/reminders',
      'main/settings',
      'main/tray',
      'main/updates',
      'main/window',
    ],
    types: [ports],
    packages: ['node', 'electron'],
  },
  'main/main.ts': { folders: ['main/app'], types: [], packages: [], files: ['renderer/prerender.tsx'] },
};
