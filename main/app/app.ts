/**
 * The app behind the window, from its start to its end. boot.ts shows the window first and loads this code while the
 * window's process starts. So what the first paint shows is read first. What nobody waits for (sign-ins, sync, tray,
 * the log's file) begins after the start.
 */
import { app, clipboard } from 'electron';
import { refOf } from '../../shared/agenda.ts';
import type { OccurrenceRef } from '../../shared/agenda.ts';
import type { Channel } from '../../shared/contract.ts';
import { problemText } from '../../shared/messages/problemText.ts';
import type { Account, AccountId } from '../../shared/model.ts';
import { toStorageProblem } from '../../shared/problems.ts';
import type { Problem } from '../../shared/problems.ts';
import { fail, ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import type { Settings } from '../../shared/settings.ts';
import type { PassOutcome } from '../../shared/syncReport.ts';
import { assistantCalls, callsFile } from '../cli/mcp/callLog.ts';
import { repliesFile, writeReply } from '../cli/syncReply.ts';
import { createHandlers } from '../ipc/handlers.ts';
import { chooseCalendarFile } from '../accounts/chooseCalendarFile.ts';
import type { Browsers } from '../browsers/browsers.ts';
import { createAttention } from '../attention/attention.ts';
import { addSampleChoices } from '../attention/sampleChoices.ts';
import { openAttentionFile } from '../attention/stateFile.ts';
import { createAutoJoinChoices } from '../autoJoin/choices.ts';
import { openAutoJoinFile } from '../autoJoin/stateFile.ts';
import { createFileOffer } from '../accounts/offerCalendarFile.ts';
import { setupPages } from '../accounts/setupPages.ts';
import { openNamed } from '../meetings/links.ts';
import type { LinkedOccurrence, LinkOpener } from '../meetings/links.ts';
import { createMeetingActions } from '../meetings/meetingActions.ts';
import { linkDialogs } from '../meetings/linkDialogs.ts';
import { openFolder, openInApp, openInBrowser, openMail } from '../meetings/opener.ts';
import { createOwnLinkOpener } from '../meetings/openOwnLink.ts';
import { createLazyHistory } from '../history/lazyHistory.ts';
import { addSampleNotes } from '../notes/addSampleNotes.ts';
import { chooseFolder } from '../notes/chooseFolder.ts';
import { findNoted } from '../notes/findNoted.ts';
import { createLazyNotes } from '../notes/lazyNotes.ts';
import { bugFacts } from '../platform/bugFacts.ts';
import { systemClock } from '../platform/clock.ts';
import { createBackendEvents } from '../backend/backendEvents.ts';
import { createEvent } from '../platform/event.ts';
import type { Log } from '../platform/log.ts';
import { systemTimeZone } from '../platform/timeZone.ts';
import type { SavedSettings } from '../settings/settingsFile.ts';
import { explainTray } from '../tray/appTray.ts';
import { keepPageInReserve } from '../window/pageInReserve.ts';
import { askAboutLostPage } from '../window/lostPageDialog.ts';
import type { AskAboutLostPage } from '../window/lostPageDialog.ts';
import { sendSignal } from '../window/signals.ts';
import { createAppInfo } from './appInfo.ts';
import { installAppMenu } from './appMenu.ts';
import { createContext } from './context.ts';
import type { Boot } from './context.ts';
import { createFeatures } from './features.ts';
import type { AppEvents } from './features.ts';
import { createLineReader } from './readLine.ts';
import { readLicences } from './licences.ts';
import { onQuit } from './lifecycle.ts';
import { openBackend } from './openBackend.ts';
import { createInitialState } from './prerender/initialState.ts';
import { syncAnswer, unsentIn } from './syncAnswer.ts';
import type { RunOnePass } from './onePass.ts';

export interface RunningApp {
  readonly log: Log;
  /** Returns the reply to one call of the window, from its raw arguments. */
  answer(channel: Channel, args: readonly unknown[]): Promise<unknown>;
  /** Called when the person closes the window. Returns true if it can be opened again. */
  mayHide(): Promise<boolean>;
  readonly askAboutLostPage: AskAboutLostPage;
  /** Answers a `sync` command with the outcome of a pass. */
  syncFor(id: string): void;
  /** Asks the person whether to add this calendar file. */
  offerFile(file: string): void;
  /** Follows one of the app's own links, which is untrusted. */
  openLink(text: string): void;
}
export type RunApp = (boot: Boot) => RunningApp;

/** A desktop that does not answer must not keep the calendars from being read. */
const longestIconMs = 500;
/** Electron puts the icon into the tray in several turns of the event loop, and does not tell when it is there. */
const registeringMs = 100;
const timeUp = (ms: number): Promise<void> =>
  new Promise((resolve) => void systemClock.after(ms, () => resolve()));

export const runApp: RunApp = (boot) => {
  const { environment, profile, appWindow } = boot;
  const context = createContext(boot);
  const { log, onBug, words, vault, inProfile } = context;

  const events: AppEvents = { ...createBackendEvents(), settingsChanged: createEvent() };
  const attention = createAttention({
    file: openAttentionFile(inProfile('attention.json')),
    rules: () => context.settings.get().attentionRules,
    now: () => systemClock.now(),
    onChanged: () => {
      initialState.forget();
      events.agendaChanged.emit();
    },
  });
  const autoJoinFile = openAutoJoinFile(inProfile('auto-join.json'));
  const autoJoinChoices = createAutoJoinChoices(
    autoJoinFile,
    () => systemClock.now(),
    () => {
      initialState.forget();
      events.agendaChanged.emit();
    },
  );
  let featureProblems = (): readonly Problem[] => [];
  const backend = openBackend({
    ...context,
    attention,
    autoJoinChoices,
    environment,
    databasePath: inProfile('calendar.db'),
    isKeyringMissing: context.keyring.isMissing,
    otherProblems: () => featureProblems(),
    settings: context.settings.get,
    events,
  });
  const initialState = createInitialState({
    profile,
    backend,
    settings: context.settings.get,
    locale: context.locale,
    language: () => context.messages().app.language,
    isAwaited: !boot.isHidden,
  });
  events.writing.on(initialState.forget);
  events.agendaChanged.on(() => sendSignal('agenda.changed', undefined));
  events.writingChanged.on(() => sendSignal('writing.changed', undefined));
  events.outboxChanged.on(() => sendSignal('outbox.changed', undefined));
  events.statusChanged.on((status) => sendSignal('sync.statusChanged', status));
  events.settingsChanged.on(({ before, after }) => {
    appWindow.applyTheme(after.theme);
    if (after.tokenStorage !== before.tokenStorage) void vault.chooseStorage(after.tokenStorage);
    if (after.attentionRules !== before.attentionRules) events.agendaChanged.emit();
    if (after.language !== before.language) installAppMenu(context.messages(), !app.isPackaged);
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
  /** Returns none while they cannot be read: links then open without naming an account. */
  const googleAccounts = async (): Promise<readonly Account[]> => {
    const open = await backend.get(false);
    const accounts = open.ok ? toStorageProblem(open.value.store.accounts()) : open;
    return accounts.ok ? accounts.value.filter(({ kind }) => kind === 'google') : [];
  };
  const addressOfAccount = async (accountId: AccountId): Promise<string | null> =>
    (await googleAccounts()).find(({ id }) => id === accountId)?.label ?? null;
  const firstGoogleAccount = async () => {
    const [first] = await googleAccounts();
    return first === undefined ? null : { id: first.id, address: first.label };
  };
  const copyText = (text: string): void => void clipboard.writeText(text);
  const browsers = async (): Promise<Browsers> =>
    (await import('../browsers/systemBrowsers.ts')).systemBrowsers(systemClock, log);
  const opener: LinkOpener = {
    open: async (url, account) => {
      const choice = settings.get().browsers.find(({ accountId }) => accountId === account);
      if (choice !== undefined && (await (await browsers()).open(url, choice))) return ok(null);
      return openInBrowser(url);
    },
    openInApp,
    onRefused: () => log('link.refused'),
  };
  const meetings = createMeetingActions({
    find: findMeeting,
    addressOf: addressOfAccount,
    firstAccount: firstGoogleAccount,
    opener,
    openMail,
    settings: settings.get,
    copyText,
    onJoined: (meeting) => {
      features.autoJoin.joined(meeting);
      features.reminders.joined(meeting);
    },
    words,
    nowMs: () => systemClock.now(),
  });
  const syncNow = async (): Promise<Result<PassOutcome, Problem>> => {
    const open = await backend.get(true);
    return open.ok ? ok(await open.value.engine.request('person')) : open;
  };
  const syncFor = async (id: string): Promise<void> => {
    const outcome = await syncNow();
    const open = await backend.get(false);
    const waiting = open.ok ? unsentIn(open.value.writing.list()) : 0;
    writeReply(inProfile(repliesFile), syncAnswer(id, outcome, waiting, words()));
  };
  const sentenceOf = (problem: Problem): string => {
    const { messages, format } = words();
    return problemText(messages, problem, format).sentence;
  };
  const offerFile = createFileOffer({
    messages: context.messages,
    add: async (file) => {
      const open = await backend.get(true);
      return open.ok ? open.value.accounts.connectFeed({ file }) : open;
    },
    sentenceOf,
  });
  const features = createFeatures({
    boot,
    context,
    events,
    backend,
    settings,
    meetings,
    findMeeting,
    autoJoinFile,
    sentenceOf,
    syncNow: () => void syncNow(),
    mayCreate: async () => {
      const writing = await handlers['writing.state'](undefined);
      return writing.ok && writing.value.anyOn;
    },
  });
  featureProblems = features.hooks.problems;
  const openLink = createOwnLinkOpener({
    words,
    nowMs: () => systemClock.now(),
    find: findMeeting,
    meetings: async (nowMs) => {
      const open = await backend.get(false);
      return open.ok ? open.value.meetings(nowMs, systemTimeZone()) : [];
    },
    join: (meeting) => meetings.join(refOf(meeting)),
    showDay: (date) => appWindow.showDay(date),
    showMeeting: (meeting) => appWindow.showOccurrence(meeting),
    sentenceOf,
    ...linkDialogs(context.messages),
  });
  const info = createAppInfo({
    locale: context.locale,
    keyring: context.keyring,
    hasTray: features.tray.isSeen,
    hasGoogleClient: () => context.client() !== null,
  });
  const notes = createLazyNotes({
    path: inProfile('notes.db'),
    now: () => systemClock.now(),
    find: (meeting, scope) => findNoted(backend.current()?.store ?? null, meeting, scope),
    onChanged: () => sendSignal('notes.changed', undefined),
    messages: context.messages,
    chooseFolder: () => {
      const { exportTitle, exportHere } = context.messages().notes;
      return chooseFolder(exportTitle, exportHere);
    },
  });
  events.passEnded.on(() => {
    const open = backend.current();
    if (open === null) return;
    void addSampleNotes(notes, open.store, systemClock.now()).catch(onBug);
    addSampleChoices(attention, open.store, systemClock.now());
  });
  const history = createLazyHistory({
    path: inProfile('history.db'),
    store: async () => {
      const open = await backend.get(false);
      return open.ok ? ok(open.value.store) : open;
    },
    settings: context.settings.get,
    now: () => systemClock.now(),
    timeZone: systemTimeZone,
    onChanged: () => sendSignal('brief.changed', undefined),
  });
  const recordPassed = (why: 'pass' | 'minute'): void => {
    const open = backend.current();
    if (open !== null) void history.consider(open.store, why).catch(onBug);
  };
  events.passEnded.on(() => recordPassed('pass'));
  events.minute.on(() => recordPassed('minute'));
  events.settingsChanged.on(({ before, after }) => {
    if (after.historyDays !== before.historyDays) void history.settingChanged().catch(onBug);
  });
  const handlers = createHandlers({
    backend: backend.get,
    settings: { get: context.settings.get, save: saveSettings },
    hooks: features.hooks.get,
    browsers: async () => (await browsers()).list(),
    chooseProgram: async () => (await import('../hooks/hookDialogs.ts')).chooseProgram(),
    assistantCalls: () => assistantCalls(inProfile(callsFile)),
    findMeeting,
    notes,
    history,
    showMeeting: (ref) => appWindow.showOccurrence(ref),
    meetings,
    autoJoin: { ...features.autoJoin, choose: autoJoinChoices.choose },
    reminders: {
      list: features.reminderPresenter.list,
      fit: features.reminderPresenter.fit,
      makeRoom: features.reminderPresenter.makeRoom,
      answer: features.reminders.answer,
    },
    onCalendarsChanged: () => events.agendaChanged.emit(),
    copyText,
    readLine: createLineReader(context.locale, context.words, () => {
      const people = backend.current()?.store.people();
      return people?.ok === true ? people.value : [];
    }),
    start: () => initialState.take(),
    info,
    systemState: features.desktop.state,
    proxyLogins: context.proxyLogins,
    updates: features.updates,
    versions: process.versions,
    licences: () => readLicences(app.getAppPath()),
    openLogs: () => openFolder(inProfile('logs')),
    chooseCalendarFile: () => chooseCalendarFile(context.messages().feeds.fileType),
    chooseClientFile: () => context.clientFile.choose(),
    useClientFile: (text) => context.clientFile.use(text),
    openSetupPage: (step) => openNamed(setupPages[step], opener),
  });

  // Started at login, the icon in the tray is the only sign of the app. Opening the database would keep it from appearing,
  // because it blocks this process while the desktop answers about the tray. The meetings follow.
  const iconFirst = boot.isHidden
    ? Promise.race([features.tray.start().then(() => timeUp(registeringMs), onBug), timeUp(longestIconMs)])
    : null;
  const open = () => backend.get(false).catch(onBug);
  const opened = iconFirst === null ? open() : iconFirst.then(open);
  void Promise.all([opened, boot.startOver]).then(async () => {
    log('app.ready');
    installAppMenu(context.messages(), !app.isPackaged);
    await features.start();
    // After a start at login there is no window yet. The first click in the tray should not have to wait for one.
    appWindow.prepare();
  });
  keepPageInReserve(appWindow, systemClock);
  app.on('activate', () => appWindow.show());
  onQuit(
    async () => {
      features.stop();
      await initialState.keepFor(async () => backend.current()?.close());
      await notes.close();
      await history.close();
      log('app.stopped');
      await context.flushLog();
    },
    () => backend.current()?.closingMs() ?? 0,
  );

  return {
    log,
    answer: async (channel, args) => {
      // Loading the schemas takes longer than everything else at the start, and this call has no arguments to check.
      if (channel === 'app.start') return { ok: true, value: await initialState.take() };
      const { answerCall } = await import('../ipc/dispatch.ts');
      return answerCall(handlers, channel, args, (called, error) =>
        log('ipc.bug', { channel: called, ...bugFacts(error) }),
      );
    },
    mayHide: async () => {
      const stays = process.platform === 'darwin' || (await features.tray.isSeen());
      if (stays && !settings.get().closeToTrayExplained) {
        explainTray(context.messages().tray);
        settings.set({ closeToTrayExplained: true });
      }
      return stays;
    },
    askAboutLostPage: askAboutLostPage(context.messages),
    syncFor: (id) => void syncFor(id).catch(onBug),
    offerFile: (file) => void offerFile(file).catch(onBug),
    openLink: (text) => void openLink(text).catch(onBug),
  };
};

/** In place of `runApp`: one pass for the command line, without a window. */
export const runOnePass: RunOnePass = async (options) => (await import('./onePass.ts')).runPass(options);
