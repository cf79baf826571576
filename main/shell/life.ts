/**
 * The app from its first window to its end: settings, sign-ins, window, house, tray and reminders, each made in
 * its own file, tied together here and taken down in order.
 *
 * The window starts loading before the database is opened: the two run side by side, and the calls the page
 * makes meanwhile wait for the house.
 */
import { join } from 'node:path';
import { app, clipboard } from 'electron';
import type { AgendaChange, OccurrenceRef, Settings } from '../../shared/contract.ts';
import { meetingsAt } from '../../shared/meetings.ts';
import { messagesFor } from '../../shared/messages/messagesFor.ts';
import type { Occurrence } from '../../shared/model.ts';
import { createFormat } from '../../shared/text/createFormat.ts';
import { createAppInfo } from './appInfo.ts';
import { installAppMenu } from './appMenu.ts';
import { createAppTray, explainTray } from './appTray.ts';
import { appOrigin } from './assetPath.ts';
import { openClientFile } from './clientFile.ts';
import { systemClock } from './clock.ts';
import type { Environment, OAuthClient } from './environment.ts';
import { createHandlers } from './handlers.ts';
import type { OpenHouse } from './house.ts';
import { registerCalls, sendSignal } from './ipc.ts';
import { systemKeyring } from './keyring.ts';
import { onQuit } from './lifecycle.ts';
import { bugFacts, openLog } from './log.ts';
import { wasStartedAtLogin } from './loginDoor.ts';
import { openDoor } from './openDoor.ts';
import { readLicences } from './licences.ts';
import { openFolder, openInApp, openInBrowser } from './opener.ts';
import { createPassEnd } from './passEnd.ts';
import { openReminderFile } from './reminderFile.ts';
import { createReminderScreen } from './reminderScreen.ts';
import { createReminders } from './reminders.ts';
import { openSettings } from './settings.ts';
import { startChangeNotices } from './startChangeNotices.ts';
import { startSystem } from './startSystem.ts';
import { systemLocale } from './systemRegion.ts';
import { systemTimeZone, watchZone } from './systemZone.ts';
import { openVault } from './vault.ts';
import { createUpdates } from './updates.ts';
import { startWakeups } from './wakeups.ts';
import { createAppWindow } from './window.ts';

export interface LifeOptions {
  readonly openHouse: OpenHouse;
  readonly parseClientFile: (text: string) => OAuthClient | null;
  readonly environment: Environment;
  /** The folder of everything that is kept. */
  readonly profile: string;
  /** The preload's file, for every window. */
  readonly preload: string;
}

/** The window paints and the first pass goes out before a reminder stands beside it. */
const quietStartMs = 4000;

/** Answers what brings the window to the front. */
export const live = (options: LifeOptions): (() => void) => {
  const { environment } = options;
  const inProfile = (name: string): string => join(options.profile, name);
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
  const words = () => {
    const { timeFormat } = settings.get();
    return { messages, format: createFormat({ locale, timeZone: systemTimeZone(), timeFormat }) };
  };
  installAppMenu(!app.isPackaged);

  const appInfo = createAppInfo({
    locale,
    keyring,
    hasTray: () => tray.isSeen(),
    hasGoogleClient: () => client() !== null,
    settings: () => settings.get(),
    hasGoogleAccount: () => door.current()?.accounts.hasGoogle() ?? false,
  });
  const onAgendaChanged = (): void => {
    sendSignal('agenda.changed', undefined);
    reminders.agendaChanged();
    tray.agendaChanged();
  };
  const passEnd = createPassEnd({
    log,
    headless: environment.headless,
    words,
    meetings: (nowMs) => tray.meetings(nowMs),
    onUnreachable: (unreachable) => wakeups.watchNetwork(unreachable),
  });
  const door = openDoor({
    openHouse: options.openHouse,
    environment,
    databasePath: inProfile('calendar.db'),
    messages,
    settings: () => settings.get(),
    vault,
    client,
    standing: appInfo.standing,
    log,
    onBug,
    onAgendaChanged,
    onMinute: () => zone.look(),
    onStatus: (status) => {
      sendSignal('sync.statusChanged', status);
      tray.redraw();
    },
    onPassEnd: (outcome) => {
      // A calendar's default reminders may be others without any event having changed.
      reminders.agendaChanged();
      changeNotices.passEnded(outcome.reason);
      passEnd(outcome);
      updates.consider();
    },
  });

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
      system.settingsChanged(before, after);
      changeNotices.replan();
      return after;
    },
  };
  const handlers = createHandlers({
    house: (again) => door.get(again),
    settings: settingsPort,
    links: { open: openInBrowser, openInApp, onRefused: () => log('link.refused') },
    reminders: { list: () => reminderScreen.list(), answer: (id, answer) => reminders.answer(id, answer) },
    onCalendarsChanged: onAgendaChanged,
    copyText: (text) => clipboard.writeText(text),
    words,
    info: appInfo.info,
    systemState: () => system.state(),
    updates: {
      state: () => updates.state(),
      check: () => updates.check(),
      install: () => updates.install(),
    },
    versions: process.versions,
    licences: () => readLicences(app.getAppPath()),
    openLogs: () => openFolder(inProfile('logs')),
    chooseClientFile: () => clientFile.choose(),
  });
  registerCalls({
    handlers,
    origin: environment.devServer ?? appOrigin,
    onRefused: (channel) => log('ipc.refused', { channel }),
    onBug: (channel, error) => log('ipc.bug', { channel, ...bugFacts(error) }),
  });
  const joinMeeting = (occurrence: Occurrence): void => void handlers['meeting.join'](refOf(occurrence));

  const page = {
    url: `${environment.devServer ?? appOrigin}/`,
    preload: options.preload,
    devTools: !app.isPackaged,
  };
  const appWindow = createAppWindow({
    ...page,
    title: messages.app.name,
    placeFile: inProfile('window.json'),
    onClosing: async () => {
      const stays = process.platform === 'darwin' || (await tray.isSeen());
      if (stays && !settings.get().closeToTrayExplained) {
        explainTray(messages.tray);
        settingsPort.set({ closeToTrayExplained: true });
      }
      return stays;
    },
  });
  const reminderScreen = createReminderScreen({
    ...page,
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
    join: joinMeeting,
    log,
    onBug,
  });
  const tray = createAppTray({
    house: door.current,
    settings: settingsPort,
    words,
    onJoin: joinMeeting,
    onShow: (occurrence) => appWindow.showOccurrence(refOf(occurrence)),
    onOpen: () => appWindow.show(),
    onSyncNow: () => void handlers['sync.request']({ mode: 'background' }),
    onQuit: () => app.quit(),
    onMissing: () => {
      // Started hidden with nothing that could bring it back: better seen than lost.
      if (environment.hidden) appWindow.show();
    },
    log,
  });
  const changeNotices = startChangeNotices({
    profile: options.profile,
    settings: () => settings.get(),
    source: () => door.current()?.changeNotices ?? null,
    words,
    onOpen: (change) => (change === null ? appWindow.show() : appWindow.showOccurrence(refOf(change))),
    log,
    onBug,
  });
  const system = startSystem({
    words,
    settings: settingsPort,
    hasTray: tray.isSeen,
    meetings: tray.meetings,
    showWindow: () => appWindow.show(),
    join: joinMeeting,
    onChanged: (state) => sendSignal('system.changed', state),
    onBug,
  });
  const updates = createUpdates({
    installation: {
      packaged: app.isPackaged,
      platform: process.platform,
      appImage: process.env['APPIMAGE'],
    },
    updater: async () => (await import('electron-updater')).autoUpdater,
    clock: systemClock,
    automatic: () => settings.get().automaticUpdates,
    inMeeting: () => {
      const nowMs = Date.now();
      return meetingsAt(tray.meetings(nowMs), nowMs).running.length > 0;
    },
    onChanged: (state) => sendSignal('updates.changed', state),
    log,
  });
  // Days begin elsewhere now: in the tray, for reminders of whole days, and in the window [F16].
  const zone = watchZone(() => {
    log('zone.changed');
    reminders.replan();
    tray.agendaChanged();
    sendSignal('agenda.changed', undefined);
  });
  app.on('browser-window-focus', zone.look);
  const wakeups = startWakeups({
    onResume: () => {
      zone.look();
      door.current()?.schedule.resumed();
      reminders.replan();
      changeNotices.replan();
      tray.redraw();
    },
    onNetworkBack: () => door.current()?.schedule.networkBack(),
  });

  appWindow.applyTheme(settings.get().theme);
  appWindow.open(environment.hidden || wasStartedAtLogin());
  void door.get(false).then(async () => {
    log('app.ready');
    reminders.replan();
    await appInfo.lookAtKeyring();
    door.current()?.status.changed();
    await tray.start();
    system.start();
  });
  app.on('activate', () => appWindow.show());
  onQuit(async () => {
    wakeups.stop();
    reminders.stop();
    reminderScreen.stop();
    tray.stop();
    system.stop();
    changeNotices.stop();
    await door.current()?.close();
    log('app.stopped');
  });
  return () => {
    log('app.secondInstance');
    appWindow.show();
  };
};

const refOf = ({
  accountId,
  calendarId,
  eventId,
  occurrenceStart,
}: Occurrence | AgendaChange): OccurrenceRef => ({
  accountId,
  calendarId,
  eventId,
  ...(occurrenceStart !== undefined && { occurrenceStart }),
});
