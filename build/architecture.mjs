/**
 * Which folder may import which: the whole architecture in one table. `jarvis/imports` (lintRules.mjs) enforces it,
 * and test/architecture.test.ts violates every line of it once. docs/ARCHITECTURE.md explains the layers.
 *
 * - `folders`: folders it may import from, besides itself and `shared`.
 * - `types`: single files whose types it may import, for what is passed in at run time.
 * - `packages`: npm packages; `node` stands for Node's own modules, `electron` for Electron.
 *
 * The longest matching key applies, so a file can have stricter rules than its folder.
 */
const ports = 'main/sync/ports.ts';
const pure = { folders: [], types: [], packages: [] };
/** Features may import what is below them, and the texts and rules of the features named. */
const feature = (...features) => ({
  folders: ['main/platform', 'main/window', 'main/recurrence', ...features],
  types: [ports],
  packages: ['node', 'electron'],
});

export const architecture = {
  shared: pure,
  renderer: { ...pure, packages: ['react', 'react-dom', 'lucide-react'] },

  // Pure: the rules of recurrence, order, duplicates, changes, descriptions, join links, typed lines and briefs.
  'main/recurrence': pure,
  'main/agenda': { ...pure, folders: ['main/recurrence'] },
  'main/quickAdd': { ...pure, packages: ['chrono-node/de', 'chrono-node/en'] },
  'main/links': { ...pure, packages: ['entities'] },
  'main/brief': { ...pure, folders: ['main/agenda', 'main/links'] },

  // Effects at named edges: SQLite, HTTP, the server model, the operating system, windows.
  'main/sync': { ...pure, folders: ['main/platform/wallClockTimer.ts'], packages: ['node'] },
  'main/sync/policy.ts': pure,
  'main/sync/sweepGuard.ts': pure,
  'main/store': {
    folders: ['main/agenda', 'main/links', 'main/recurrence'],
    types: [ports],
    packages: ['node', 'better-sqlite3'],
  },
  'main/http': { folders: ['main/platform/proxyLogin.ts'], types: [ports], packages: ['node'] },
  'main/http/networkError.ts': { ...pure, types: [ports] },
  'main/google': {
    folders: ['main/http'],
    types: [ports],
    packages: ['node', 'googleapis/build/src/apis/calendar/index.js', 'google-auth-library', 'gaxios', 'zod'],
  },
  'main/google/mapEvent.ts': { ...pure, types: [ports], packages: ['zod'] },
  'main/google/mapCalendar.ts': { ...pure, types: [ports], packages: ['zod'] },
  'main/google/mapTime.ts': { ...pure, types: [ports] },
  'main/google/mapText.ts': { ...pure, types: [ports] },
  'main/google/classify.ts': {
    folders: ['main/http/networkError.ts'],
    types: [ports],
    packages: ['zod'],
  },
  'main/google/classifyWrite.ts': {
    folders: ['main/google/classify.ts', 'main/http/networkError.ts'],
    types: [ports],
    packages: [],
  },
  'main/google/writeCalls.ts': { ...pure, types: [ports] },
  'main/google/wire.ts': { ...pure, packages: ['zod'] },
  'main/feed': {
    folders: ['main/agenda/ownership.ts', 'main/http', 'main/platform/ownNetwork.ts', 'main/recurrence'],
    types: [ports],
    packages: ['node', 'ical.js'],
  },
  'main/googleModel': pure,
  'main/sample': { folders: ['main/googleModel'], types: [ports], packages: ['node'] },
  'main/platform': { folders: [], types: [ports], packages: ['node', 'electron', 'electron-log'] },
  'main/window': { folders: ['main/platform'], types: [ports], packages: ['node', 'electron'] },
  'main/providers': {
    folders: ['main/feed', 'main/google', 'main/sample', 'main/platform'],
    types: [ports],
    packages: ['node'],
  },

  // Features: each from its rules to its effects.
  'main/settings': feature(),
  'main/accounts': {
    ...feature('main/settings', 'main/sync/toProblem.ts'),
    types: [ports, 'main/providers/types.ts', 'main/providers/registry.ts'],
  },
  'main/reminders': feature(),
  'main/reminders/planner.ts': pure,
  'main/reminders/rules.ts': { ...pure, folders: ['main/recurrence'] },
  'main/attention': feature(),
  'main/attention/evaluate.ts': { ...pure, folders: ['main/recurrence'] },
  'main/autoJoin': feature('main/links', 'main/meetings'),
  'main/autoJoin/plan.ts': pure,
  'main/browsers': feature('main/meetings/externalLink.ts'),
  'main/browsers/desktopEntry.ts': pure,
  'main/browsers/families.ts': pure,
  'main/browsers/profiles.ts': pure,
  'main/changeNotifications': feature('main/reminders'),
  'main/changeNotifications/planner.ts': { ...pure, folders: ['main/reminders'] },
  // What programs are told about an event has the form of the command line's JSON.
  'main/hooks': feature('main/changeNotifications/planner.ts', 'main/cli/output/fields.ts'),
  'main/hooks/planner.ts': pure,
  'main/hooks/payload.ts': { ...pure, folders: ['main/cli/output/fields.ts'] },
  'main/hooks/environment.ts': pure,
  'main/meetings': feature(),
  'main/desktop': feature('main/meetings'),
  // The person's own texts, in a database of their own.
  'main/notes': {
    ...feature('main/store'),
    packages: ['node', 'electron', 'better-sqlite3'],
  },
  'main/notes/matching.ts': { ...pure, folders: ['main/notes'] },
  'main/notes/rows.ts': pure,
  'main/notes/fileNames.ts': pure,
  // What passed meetings were like, and what the person saw of coming ones, in a database of its own.
  'main/history': {
    ...feature('main/agenda', 'main/brief', 'main/notes/findNoted.ts', 'main/store/database'),
    packages: ['node', 'better-sqlite3'],
  },
  'main/updates': { ...feature(), packages: ['electron', 'electron-updater'] },

  // Operations as data, their states, their file; what decides is pure.
  'main/outbox': {
    folders: [
      'main/agenda',
      'main/google/mapEvent.ts',
      'main/recurrence',
      'main/store/database/backUp.ts',
      'main/store/database/failure.ts',
      'main/store/database/personalDatabase.ts',
      'main/store/database/salvageTables.ts',
      'main/store/database/readOnly.ts',
    ],
    types: [
      ports,
      'main/store/agenda/detail.ts',
      'main/store/agenda/storedEvent.ts',
      'main/store/database/schema.ts',
    ],
    packages: ['node', 'better-sqlite3', 'zod'],
  },
  'main/outbox/bodies.ts': { ...pure, types: [ports] },
  'main/outbox/echo.ts': {
    ...pure,
    folders: ['main/recurrence'],
    types: ['main/store/agenda/storedEvent.ts'],
  },
  'main/outbox/lanes.ts': { ...pure, folders: ['main/recurrence'] },
  'main/outbox/pending.ts': { ...pure, folders: ['main/agenda', 'main/recurrence'] },
  'main/outbox/retry.ts': { ...pure, types: [ports] },
  'main/outbox/states.ts': pure,

  // Combines store, sync, providers and features; no Electron.
  'main/backend': {
    folders: [
      'main/accounts',
      'main/agenda',
      'main/attention',
      'main/changeNotifications',
      'main/outbox',
      'main/platform',
      'main/providers',
      'main/recurrence',
      'main/reminders',
      'main/store',
      'main/sync',
    ],
    types: ['main/meetings/links.ts'],
    packages: ['node'],
  },

  // Another program's way to the store: the command line, without Electron.
  'main/cli': {
    folders: [
      'main/agenda',
      'main/backend/overlaidReads.ts',
      'main/outbox/readDrawing.ts',
      'main/platform',
      'main/settings',
      'main/store',
    ],
    types: [ports],
    packages: ['node'],
  },
  'main/cli/mcp': {
    folders: ['main/agenda', 'main/cli', 'main/platform', 'main/settings', 'main/store'],
    types: [ports],
    packages: [
      'node',
      'zod',
      '@modelcontextprotocol/sdk/server/mcp.js',
      '@modelcontextprotocol/sdk/server/stdio.js',
    ],
  },
  'main/cli/commandTable.ts': pure,
  'main/cli/parseArguments.ts': pure,
  'main/cli/dayArgument.ts': pure,
  'main/cli/usage.ts': pure,
  'main/cli/completion.ts': pure,
  'main/cli/output': { ...pure, folders: ['main/agenda'], types: ['main/cli/syncReply.ts'] },

  // Users of the backend.
  'main/ipc': {
    ...feature('main/meetings', 'main/settings'),
    types: [
      ports,
      'main/backend/types.ts',
      'main/history/lazyHistory.ts',
      'main/hooks/hooks.ts',
      'main/notes/lazyNotes.ts',
      'main/updates/updater.ts',
    ],
    packages: ['electron', 'zod'],
  },
  'main/tray': { ...feature('main/reminders'), types: ['main/backend/types.ts'] },
  'main/app': {
    folders: [
      'main/accounts',
      'main/attention',
      'main/autoJoin',
      'main/backend',
      'main/browsers',
      'main/changeNotifications',
      'main/cli',
      'main/desktop',
      'main/history',
      'main/hooks',
      'main/ipc',
      'main/meetings',
      'main/notes',
      'main/platform',
      'main/providers',
      'main/quickAdd',
      'main/reminders',
      'main/settings',
      'main/tray',
      'main/updates',
      'main/window',
    ],
    types: [ports],
    packages: ['node', 'electron'],
  },
  'main/main.ts': {
    folders: ['main/app', 'main/cli'],
    types: [],
    packages: [],
    files: ['renderer/prerender.tsx'],
  },
};
