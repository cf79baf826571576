/**
 * The app's course from start to quit, as far as it is Electron's: a private profile, one instance, the window
 * at once, then the house behind it, the tray, and an orderly end.
 *
 * The window starts loading before the database is opened: the two run side by side, and the calls the page
 * makes meanwhile wait for the house.
 */
import { join } from 'node:path';
import { app, clipboard, Notification } from 'electron';
import type { AppInfo, OccurrenceRef, PassOutcome, Settings } from '../../shared/contract.ts';
import { messagesFor } from '../../shared/messages/messagesFor.ts';
import type { Occurrence } from '../../shared/model.ts';
import type { Problem } from '../../shared/problems.ts';
import { pauseEnd } from '../../shared/reminders.ts';
import { fail } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import { createFormat } from '../../shared/text/createFormat.ts';
import { installAppMenu } from './appMenu.ts';
import { appOrigin } from './assetPath.ts';
import { atMostEvery } from './atMostEvery.ts';
import { openClientFile } from './clientFile.ts';
import { systemClock } from './clock.ts';
import { parseEnvironment } from './environment.ts';
import type { Environment, OAuthClient } from './environment.ts';
import { signInUrl } from './externalLink.ts';
import { closedStatus, createHandlers } from './handlers.ts';
import type { House, OpenHouse } from './house.ts';
import { createHouseDoor } from './houseDoor.ts';
import { registerCalls, sendSignal } from './ipc.ts';
import { systemKeyring } from './keyring.ts';
import { chooseProfile, claimProfile, closeProfileToOthers, keepFilesPrivate, onQuit } from './lifecycle.ts';
import { chooseLocale } from './locale.ts';
import { bugFacts, openLog } from './log.ts';
import { systemFetch } from './network.ts';
import { openInBrowser } from './opener.ts';
import { createMeetingsToday } from './meetingsToday.ts';
import { declareScheme, serveBundle } from './protocol.ts';
import { openSettings } from './settings.ts';
import { openReminderFile } from './reminderFile.ts';
import { createReminderScreen } from './reminderScreen.ts';
import { createReminders } from './reminders.ts';
import { reportLines } from './stdoutReport.ts';
import { keepTray } from './trayKeeper.ts';
import { openVault } from './vault.ts';
import { startWakeups } from './wakeups.ts';
import { createAppWindow } from './window.ts';
import { guardContents, guardSession } from './windowGuards.ts';

export interface StartOptions {
  readonly openHouse: OpenHouse;
  /** The client id built into this release. */
  readonly bakedClient: OAuthClient | null;
  /** The text of Google's client file → its client; null when it is not one. */
  readonly parseClientFile: (text: string) => OAuthClient | null;
}

/** The window paints and the first pass goes out before a reminder stands beside it. */
const quietStartMs = 4000;

export const startApp = (options: StartOptions): void => {
  keepFilesPrivate();
  const profile = chooseProfile();
  const environment = parseEnvironment({
    variables: process.env,
    argv: process.argv,
    packaged: app.isPackaged,
    bakedClient: options.bakedClient,
  });
  let show = (): void => {};
  if (!claimProfile(() => show())) {
    // In a terminal it would look as if nothing had happened.
    if (!app.isPackaged)
      process.stdout.write('Jarvis Calendar is running already: its window comes to the front.\n');
    app.exit(0);
    return;
  }
  declareScheme();
  guardContents(environment.devServer);
  void app.whenReady().then(() => {
    show = run(options, environment, profile);
  });
};

/** Answers what brings the window to the front. */
const run = (options: StartOptions, environment: Environment, profile: string): (() => void) => {
  const inProfile = (name: string): string => join(profile, name);
  closeProfileToOthers(profile);
  const log = openLog(inProfile('logs'));
  log('app.started', { packaged: app.isPackaged, hidden: environment.hidden });
  for (const _ of environment.refused) log('environment.refused');
  const onBug = (error: unknown): void => {
    log('bug', bugFacts(error));
    // A developer's terminal may be told what the log may not.
    if (!app.isPackaged && error instanceof Error) process.stderr.write(`${error.stack ?? error.message}\n`);
  };
  process.on('uncaughtException', onBug);
  process.on('unhandledRejection', onBug);

  const settings = openSettings(inProfile('settings.json'));
  const keyring = systemKeyring();
  const vault = openVault({
    path: inProfile('vault.json'),
    keyring,
    storage: settings.get().tokenStorage,
  });
  const clientFile = openClientFile(inProfile('client.json'), options.parseClientFile);
  const client = (): OAuthClient | null => environment.client ?? clientFile.get();
  const locale = systemLocale();
  const messages = messagesFor(locale);
  const words = () => ({ messages, format: createFormat({ locale, timeZone: systemTimeZone() }) });

  guardSession(environment.devServer);
  const bundle = join(app.getAppPath(), 'dist');
  serveBundle(join(bundle, 'renderer'));
  installAppMenu(!app.isPackaged);

  let keyringMissing = false;
  const standing = (): readonly Problem[] =>
    keyringMissing && settings.get().tokenStorage === 'ask' && (door.current()?.accounts.hasGoogle() ?? false)
      ? [{ kind: 'noKeyring' }]
      : [];
  const open = async (): Promise<Result<House, Problem>> => {
    // The window's loading goes first.
    await new Promise((resolve) => setImmediate(resolve));
    const opened = await options.openHouse({
      databasePath: inProfile('calendar.db'),
      packaged: app.isPackaged,
      clock: systemClock,
      timeZone: systemTimeZone,
      messages,
      settings: () => settings.get(),
      vault,
      endpoints: environment.endpoints,
      client,
      fetch: systemFetch(),
      openSignIn: async (url) => {
        const checked = signInUrl(url, environment.endpoints.authUrl);
        const result = checked === null ? fail('browserFailed') : await openInBrowser(checked);
        if (!result.ok) throw new Error('no browser');
      },
      standing,
      log,
      onBug,
      onAgendaChanged,
      onStatus: (status) => {
        sendSignal('sync.statusChanged', status);
        tray.redraw();
      },
      onPassEnd,
    });
    if (!opened.ok) {
      log('store.failed', { cause: opened.problem.kind === 'storageFailed' ? opened.problem.cause : null });
      sendSignal('sync.statusChanged', closedStatus(opened.problem));
    }
    return opened;
  };
  const door = createHouseDoor(open);

  const meetings = createMeetingsToday(door.current);
  const trayAgenda = atMostEvery(systemClock, 1000, () => {
    meetings.forget();
    tray.redraw();
  });
  const onAgendaChanged = (): void => {
    sendSignal('agenda.changed', undefined);
    reminders.agendaChanged();
    trayAgenda.ask();
  };

  const onPassEnd = (outcome: PassOutcome): void => {
    const { counts, mode, reason } = outcome;
    log('pass.finished', { outcome: outcome.outcome, mode, reason, ...counts });
    for (const problem of outcome.problems) log('pass.problem', { kind: problem.kind });
    // A calendar's default reminders may be others without any event having changed.
    reminders.agendaChanged();
    wakeups.watchNetwork(outcome.problems.some(({ kind }) => unreachable.has(kind)));
    if (!environment.headless) return;
    const nowMs = Date.now();
    const spoken = words();
    meetings.forget();
    const lines = reportLines(outcome, meetings.at(nowMs, spoken.format), nowMs, spoken);
    for (const line of lines) process.stdout.write(`${line}\n`);
  };

  const settingsPort = {
    get: () => settings.get(),
    set: (change: Partial<Settings>): Settings => {
      const before = settings.get();
      const after = settings.set(change);
      appWindow.applyTheme(after.theme);
      if (after.tokenStorage !== before.tokenStorage) void vault.chooseStorage(after.tokenStorage);
      door.current()?.settingsChanged(before, after);
      door.current()?.status.changed();
      sendSignal('settings.changed', after);
      reminders.replan();
      tray.redraw();
      return after;
    },
  };
  const linkDoor = { open: openInBrowser, onRefused: () => log('link.refused') };
  const info = async (): Promise<AppInfo> => {
    keyringMissing = !(await keyring.available());
    return {
      version: app.getVersion(),
      packaged: app.isPackaged,
      locale,
      platform: process.platform,
      hasTray: await tray.isSeen(),
      hasGoogleClient: client() !== null,
      keyring: keyringMissing ? 'none' : 'available',
    };
  };
  const handlers = createHandlers({
    house: (again) => door.get(again),
    settings: settingsPort,
    links: linkDoor,
    reminders: { list: () => reminderScreen.list(), answer: (id, answer) => reminders.answer(id, answer) },
    onCalendarsChanged: onAgendaChanged,
    copyText: (text) => clipboard.writeText(text),
    info,
    versions: process.versions,
    chooseClientFile: () => clientFile.choose(),
  });
  registerCalls({
    handlers,
    origin: environment.devServer ?? appOrigin,
    onRefused: (channel) => log('ipc.refused', { channel }),
    onBug: (channel, error) => log('ipc.bug', { channel, ...bugFacts(error) }),
  });

  const appWindow = createAppWindow({
    title: messages.app.name,
    url: `${environment.devServer ?? appOrigin}/`,
    preload: join(bundle, 'preload.cjs'),
    placeFile: inProfile('window.json'),
    devTools: !app.isPackaged,
    onClosing: async () => {
      const stays = process.platform === 'darwin' || (await tray.isSeen());
      if (stays && !settings.get().closeToTrayExplained) {
        explainTray(messages.tray);
        settingsPort.set({ closeToTrayExplained: true });
      }
      return stays;
    },
  });

  const page = { preload: join(bundle, 'preload.cjs'), devTools: !app.isPackaged };
  const reminderScreen = createReminderScreen({
    ...page,
    url: `${environment.devServer ?? appOrigin}/`,
    words,
    answer: (id, answer) => reminders.answer(id, answer),
  });
  const reminders = createReminders({
    clock: systemClock,
    timeZone: systemTimeZone,
    settings: () => settings.get(),
    file: openReminderFile(inProfile('reminders.json')),
    quietMs: quietStartMs,
    source: () => door.current()?.reminders ?? null,
    screen: reminderScreen,
    join: (occurrence) => void handlers['meeting.join'](refOf(occurrence)),
    log,
    onBug,
  });

  const tray = keepTray({
    state: () => {
      const nowMs = Date.now();
      const { format } = words();
      const status = door.current()?.status.current() ?? waitingStatus;
      const { reminderRule, remindersPausedUntil } = settings.get();
      const remindersPausedUntilMs =
        reminderRule === 'off' ? null : Date.parse(remindersPausedUntil ?? new Date(0).toISOString());
      return {
        nowMs,
        meetings: meetings.at(nowMs, format),
        status,
        remindersPausedUntilMs,
        messages,
        format,
      };
    },
    onJoin: (occurrence) => void handlers['meeting.join'](refOf(occurrence)),
    onShow: (occurrence) => appWindow.showOccurrence(refOf(occurrence)),
    onAction: (action) => {
      if (action === 'quit') app.quit();
      else if (action === 'open') appWindow.show();
      else if (action === 'syncNow') void handlers['sync.request']({ mode: 'background' });
      else settingsPort.set({ remindersPausedUntil: pauseOf(action, Date.now()) });
    },
    onFound: () => log('tray.shown'),
    onMissing: () => {
      log('tray.missing');
      // Started hidden with nothing that could bring it back: better seen than lost.
      if (environment.hidden) appWindow.show();
    },
  });

  const wakeups = startWakeups({
    onResume: () => {
      door.current()?.schedule.resumed();
      reminders.replan();
      tray.redraw();
    },
    onNetworkBack: () => door.current()?.schedule.networkBack(),
  });

  appWindow.applyTheme(settings.get().theme);
  appWindow.open(environment.hidden);
  void door.get(false).then(async () => {
    log('app.ready');
    reminders.replan();
    keyringMissing = !(await keyring.available());
    door.current()?.status.changed();
    await tray.start();
  });
  app.on('activate', () => appWindow.show());
  onQuit(async () => {
    wakeups.stop();
    reminders.stop();
    reminderScreen.stop();
    tray.stop();
    trayAgenda.stop();
    await door.current()?.close();
    log('app.stopped');
  });
  return () => {
    log('app.secondInstance');
    appWindow.show();
  };
};

/** Problems after which a change of the network is worth another try. */
const unreachable: ReadonlySet<Problem['kind']> = new Set([
  'offline',
  'googleUnavailable',
  'unexpectedReply',
]);

const waitingStatus = { phase: 'idle' as const, lastSuccessAt: null, problems: [] };

const refOf = ({ accountId, calendarId, eventId, occurrenceStart }: Occurrence): OccurrenceRef => ({
  accountId,
  calendarId,
  eventId,
  ...(occurrenceStart !== undefined && { occurrenceStart }),
});

const pauseOf = (
  action: 'pauseRemindersHour' | 'pauseRemindersTomorrow' | 'resumeReminders',
  nowMs: number,
): string | null => {
  if (action === 'resumeReminders') return null;
  return pauseEnd(action === 'pauseRemindersHour' ? 'hour' : 'tomorrow', nowMs, systemTimeZone());
};

const systemTimeZone = (): string => new Intl.DateTimeFormat().resolvedOptions().timeZone;

const systemLocale = (): string =>
  chooseLocale({ region: app.getSystemLocale(), preferred: app.getPreferredSystemLanguages() });

/** Said once, the first time the window closes and the app goes on. */
const explainTray = (words: {
  readonly closeExplainedTitle: string;
  readonly closeExplained: string;
}): void => {
  if (!Notification.isSupported()) return;
  new Notification({ title: words.closeExplainedTitle, body: words.closeExplained, silent: true }).show();
};
