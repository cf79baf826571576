/**
 * What goes on behind the window, to the app's end: settings, sign-ins, house, tray and reminders, each made in
 * its own file, tied together here and taken down in order.
 *
 * The window loads meanwhile, so what its first paint shows is read first; what nobody waits for (sign-ins,
 * sync, tray, the log's file) begins when the start is over.
 */
import { join } from 'node:path';
import { app, clipboard } from 'electron';
import type { OccurrenceRef } from '../../shared/agenda.ts';
import type { AgendaChange } from '../../shared/agendaChanges.ts';
import type { Channel } from '../../shared/contract.ts';
import type { Settings } from '../../shared/settings.ts';
import { messagesFor } from '../../shared/messages/messagesFor.ts';
import type { Occurrence } from '../../shared/model.ts';
import { createFormat } from '../../shared/text/createFormat.ts';
import { createAppInfo } from './appInfo.ts';
import { installAppMenu } from './appMenu.ts';
import { createAppStarts } from './prerender/initialState.ts';
import { createAppTray, explainTray } from '../tray/appTray.ts';
import { bugFacts } from '../platform/bugFacts.ts';
import { openClientFile } from '../accounts/oauthClientFile.ts';
import { systemClock } from '../platform/clock.ts';
import type { Environment, OAuthClient } from '../platform/environment.ts';
import { createHandlers } from '../ipc/handlers.ts';
import type { OpenHouse } from '../backend/types.ts';
import { sendSignal } from '../ipc/register.ts';
import { systemKeyring } from '../accounts/keyring.ts';
import { createLateLog } from '../platform/deferredLog.ts';
import { onQuit } from './lifecycle.ts';
import type { Log } from '../platform/log.ts';
import { openDoor } from '../backend/openBackend.ts';
import { readLicences } from './licences.ts';
import { openFolder, openInApp, openInBrowser } from '../meetings/opener.ts';
import { createPassEnd } from './passReport.ts';
import { openReminderFile } from '../reminders/stateFile.ts';
import { createReminderScreen } from '../reminders/presenter.ts';
import { createReminders } from '../reminders/scheduler.ts';
import { openSettings } from '../settings/settingsFile.ts';
import { startChangeNotices } from '../changeNotifications/startChangeNotifications.ts';
import { startSystem } from '../desktop/desktopIntegration.ts';
import { startUpdates } from '../updates/startUpdates.ts';
import { systemLocale } from '../platform/systemLocale.ts';
import { systemTimeZone, watchZone } from '../platform/timeZone.ts';
import { openVault } from '../accounts/vault.ts';
import { startWakeups } from '../platform/power.ts';
import { wholeApp } from '../window/hiddenApp.ts';
import type { AppWindow } from '../window/appWindow.ts';
import { letRest } from '../window/discardHidden.ts';

/** What stands already when life begins. */
export interface Boot {
  readonly environment: Environment;
  /** The folder of everything that is kept. */
  readonly profile: string;
  /** For every window. */
  readonly page: { readonly url: string; readonly preload: string; readonly devTools: boolean };
  readonly appWindow: AppWindow;
  readonly isHidden: boolean;
  /** The window has painted, or there is none to wait for. */
  readonly startOver: Promise<void>;
}

export interface LifeOptions extends Boot {
  readonly openHouse: OpenHouse;
  readonly parseClientFile: (text: string) => Promise<OAuthClient | null>;
}

export interface Life {
  readonly log: Log;
  /** To one call of the window, from its raw arguments. */
  answer(channel: Channel, args: readonly unknown[]): Promise<unknown>;
  /** The person closed the window: true where something can bring it back. */
  mayHide(): Promise<boolean>;
}
export type BeginLife = (boot: Boot) => Life;

/** The window paints and the first pass goes out before a reminder stands beside it. */
const quietStartMs = 4000;

export const live = (options: LifeOptions): Life => {
  const { environment, page, appWindow, startOver } = options;
  const inProfile = (name: string): string => join(options.profile, name);
  const log = createLateLog(startOver, async () =>
    (await import('../platform/log.ts')).openLog(inProfile('logs')),
  );
  log('app.started', { packaged: app.isPackaged, hidden: options.isHidden });
  for (const _ of environment.refused) log('environment.refused');
  const onBug = (error: unknown): void => {
    log('bug', bugFacts(error));
    // A developer's terminal may be told what the log may not.
    if (!app.isPackaged && error instanceof Error) process.stderr.write(`${error.stack ?? error.message}\n`);
  };
  // A terminal that was closed is no bug; told there, it would be the next one, and so on.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
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
    onWrite: () => starts.forget(),
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
      starts.forget();
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
    start: () => starts.take(),
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
  const onCallBug = (channel: Channel, error: unknown): void =>
    log('ipc.bug', { channel, ...bugFacts(error) });
  const joinMeeting = (occurrence: Occurrence): void => void handlers['meeting.join'](refOf(occurrence));

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
    onSettings: () => appWindow.showSettings(),
    onSyncNow: () => void handlers['sync.request']({ mode: 'background' }),
    onQuit: () => app.quit(),
    onMissing: () => {
      // Started hidden with nothing that could bring it back: better seen than lost.
      if (environment.hidden) appWindow.show();
    },
    log,
  });
  appWindow.followTray(() => tray.bounds());
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
  const updates = startUpdates({ settings: () => settings.get(), meetings: tray.meetings, log });
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

  const starts = createAppStarts({
    profile: options.profile,
    door,
    settings: () => settings.get(),
    locale,
    language: messages.app.language,
    isAwaited: !options.isHidden,
  });
  const opened = door.get(false).catch(onBug);
  void Promise.all([opened, startOver]).then(async () => {
    log('app.ready');
    installAppMenu(!app.isPackaged);
    changeNotices.begin();
    door.current()?.begin();
    reminders.replan();
    // A keyring that asks the person first, or fails, holds up neither of the others.
    void appInfo.lookAtKeyring().then(() => door.current()?.status.changed());
    // Each by itself: the keys work without a tray, and the tray without a house.
    await tray.start().catch(onBug);
    system.start();
  });
  letRest(appWindow, systemClock, wholeApp);
  app.on('activate', () => appWindow.show());
  onQuit(async () => {
    wakeups.stop();
    reminders.stop();
    reminderScreen.stop();
    tray.stop();
    system.stop();
    changeNotices.stop();
    await starts.keepFor(async () => door.current()?.close());
    log('app.stopped');
  });
  return {
    log,
    answer: async (channel, args) => {
      // Schemas cost the start more than everything else here: this one call takes nothing that they would check.
      if (channel === 'app.start') return { ok: true, value: await starts.take() };
      const { answerCall } = await import('../ipc/dispatch.ts');
      return answerCall(handlers, channel, args, onCallBug);
    },
    mayHide: async () => {
      const stays = process.platform === 'darwin' || (await tray.isSeen());
      if (stays && !settings.get().closeToTrayExplained) {
        explainTray(messages.tray);
        settingsPort.set({ closeToTrayExplained: true });
      }
      return stays;
    },
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
