/**
 * The app behind the window, from its start to its end. boot.ts shows the window first and loads this code while the
 * window's process starts. So what the first paint shows is read first; what nobody waits for (sign-ins, sync, tray,
 * the log's file) begins when the start is over.
 */
import { app, clipboard } from 'electron';
import type { OccurrenceRef } from '../../shared/agenda.ts';
import type { Channel } from '../../shared/contract.ts';
import type { AccountId } from '../../shared/model.ts';
import { toStorageProblem } from '../../shared/problems.ts';
import type { Problem } from '../../shared/problems.ts';
import { fail, ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import type { Settings } from '../../shared/settings.ts';
import { createHandlers } from '../ipc/handlers.ts';
import type { LinkedOccurrence } from '../meetings/links.ts';
import { createMeetingActions } from '../meetings/meetingActions.ts';
import { openFolder, openInApp, openInBrowser } from '../meetings/opener.ts';
import { bugFacts } from '../platform/bugFacts.ts';
import { systemClock } from '../platform/clock.ts';
import { createEvent } from '../platform/event.ts';
import type { Log } from '../platform/log.ts';
import type { SavedSettings } from '../settings/settingsFile.ts';
import { explainTray } from '../tray/appTray.ts';
import { appVisibility } from '../window/appVisibility.ts';
import { discardWhenHidden } from '../window/discardHidden.ts';
import { askAboutLostPage } from '../window/lostPageDialog.ts';
import type { AskAboutLostPage } from '../window/lostPageDialog.ts';
import { sendSignal } from '../window/signals.ts';
import { createAppInfo } from './appInfo.ts';
import { installAppMenu } from './appMenu.ts';
import { createContext } from './context.ts';
import type { Boot } from './context.ts';
import { createFeatures } from './features.ts';
import type { AppEvents } from './features.ts';
import { readLicences } from './licences.ts';
import { onQuit } from './lifecycle.ts';
import { openBackend } from './openBackend.ts';
import { createInitialState } from './prerender/initialState.ts';

export interface RunningApp {
  readonly log: Log;
  /** Returns the reply to one call of the window, from its raw arguments. */
  answer(channel: Channel, args: readonly unknown[]): Promise<unknown>;
  /** Called when the person closed the window: true where something can bring it back. */
  mayHide(): Promise<boolean>;
  readonly askAboutLostPage: AskAboutLostPage;
}
export type RunApp = (boot: Boot) => RunningApp;

export const runApp: RunApp = (boot) => {
  const { environment, profile, appWindow } = boot;
  const context = createContext(boot);
  const { log, onBug, words, vault, inProfile } = context;

  const events: AppEvents = {
    writing: createEvent(),
    agendaChanged: createEvent(),
    statusChanged: createEvent(),
    passEnded: createEvent(),
    minute: createEvent(),
    settingsChanged: createEvent(),
  };
  const backend = openBackend({
    ...context,
    environment,
    databasePath: inProfile('calendar.db'),
    isKeyringMissing: context.keyring.isMissing,
    settings: context.settings.get,
    events,
  });
  const initialState = createInitialState({
    profile,
    backend,
    settings: context.settings.get,
    locale: context.locale,
    language: context.messages.app.language,
    isAwaited: !boot.isHidden,
  });
  events.writing.on(initialState.forget);
  events.agendaChanged.on(() => sendSignal('agenda.changed', undefined));
  events.statusChanged.on((status) => sendSignal('sync.statusChanged', status));
  events.settingsChanged.on(({ before, after }) => {
    appWindow.applyTheme(after.theme);
    if (after.tokenStorage !== before.tokenStorage) void vault.chooseStorage(after.tokenStorage);
    backend.current()?.settingsChanged(before, after);
    backend.current()?.status.changed();
    sendSignal('settings.changed', after);
  });

  const saveSettings = (change: Partial<Settings>): SavedSettings => {
    const before = context.settings.get();
    initialState.forget();
    const saved = context.settings.set(change);
    events.settingsChanged.emit({ before, after: saved.settings });
    return saved;
  };
  const settings = {
    get: context.settings.get,
    set: (change: Partial<Settings>): Settings => saveSettings(change).settings,
  };
  const findMeeting = async (ref: OccurrenceRef): Promise<Result<LinkedOccurrence, Problem>> => {
    const open = await backend.get(false);
    if (!open.ok) return open;
    const found = toStorageProblem(open.value.store.occurrence(ref));
    if (!found.ok) return found;
    return found.value === null ? fail({ kind: 'notFound' }) : ok(found.value);
  };
  const addressOfAccount = async (accountId: AccountId): Promise<string | null> => {
    const open = await backend.get(false);
    const accounts = open.ok ? toStorageProblem(open.value.store.accounts()) : open;
    const account = accounts.ok ? accounts.value.find(({ id }) => id === accountId) : undefined;
    return account?.kind === 'google' ? account.label : null;
  };
  const copyText = (text: string): void => void clipboard.writeText(text);
  const meetings = createMeetingActions({
    find: findMeeting,
    addressOf: addressOfAccount,
    opener: { open: openInBrowser, openInApp, onRefused: () => log('link.refused') },
    settings: settings.get,
    copyText,
    words,
  });
  const syncNow = async (): Promise<void> => {
    const open = await backend.get(true);
    if (open.ok) void open.value.engine.request('person');
  };
  const features = createFeatures({
    boot,
    context,
    events,
    backend,
    settings,
    meetings,
    syncNow: () => void syncNow(),
  });
  const info = createAppInfo({
    locale: context.locale,
    keyring: context.keyring,
    hasTray: features.tray.isSeen,
    hasGoogleClient: () => context.client() !== null,
  });
  const handlers = createHandlers({
    backend: backend.get,
    settings: { get: context.settings.get, save: saveSettings },
    findMeeting,
    meetings,
    reminders: { list: features.reminderPresenter.list, answer: features.reminders.answer },
    onCalendarsChanged: () => events.agendaChanged.emit(),
    copyText,
    start: () => initialState.take(),
    info,
    systemState: features.desktop.state,
    updates: features.updates,
    versions: process.versions,
    licences: () => readLicences(app.getAppPath()),
    openLogs: () => openFolder(inProfile('logs')),
    chooseClientFile: () => context.clientFile.choose(),
  });

  const opened = backend.get(false).catch(onBug);
  void Promise.all([opened, boot.startOver]).then(() => {
    log('app.ready');
    installAppMenu(!app.isPackaged);
    return features.start();
  });
  discardWhenHidden(appWindow, systemClock, appVisibility);
  app.on('activate', () => appWindow.show());
  onQuit(async () => {
    features.stop();
    await initialState.keepFor(async () => backend.current()?.close());
    log('app.stopped');
  });

  return {
    log,
    answer: async (channel, args) => {
      // Schemas cost the start more than everything else here, and this one call has no arguments for them to check.
      if (channel === 'app.start') return { ok: true, value: await initialState.take() };
      const { answerCall } = await import('../ipc/dispatch.ts');
      return answerCall(handlers, channel, args, (called, error) =>
        log('ipc.bug', { channel: called, ...bugFacts(error) }),
      );
    },
    mayHide: async () => {
      const stays = process.platform === 'darwin' || (await features.tray.isSeen());
      if (stays && !settings.get().closeToTrayExplained) {
        explainTray(context.messages.tray);
        settings.set({ closeToTrayExplained: true });
      }
      return stays;
    },
    askAboutLostPage: askAboutLostPage(context.messages),
  };
};
