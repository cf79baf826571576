/**
 * Creates the features that run besides the window: reminders, joining automatically, tray, change notifications, hooks, shortcuts, start at
 * login, updates. Each listens to the events that concern it; none knows another.
 */
import { app } from 'electron';
import { refOf } from '../../shared/agenda.ts';
import type { OccurrenceRef } from '../../shared/agenda.ts';
import type { Occurrence } from '../../shared/model.ts';
import type { ReminderAnswer } from '../../shared/reminders.ts';
import type { Settings } from '../../shared/settings.ts';
import type { Problem } from '../../shared/problems.ts';
import { fail, type Result } from '../../shared/result.ts';
import { createJoinNotice } from '../autoJoin/notice.ts';
import { createAutoJoin } from '../autoJoin/scheduler.ts';
import type { AutoJoinFile } from '../autoJoin/stateFile.ts';
import type { RetryableOpen } from '../backend/retryableOpen.ts';
import type { BackendEvents } from '../backend/backendEvents.ts';
import type { Backend } from '../backend/types.ts';
import { startChangeNotifications } from '../changeNotifications/startChangeNotifications.ts';
import { startDesktopIntegration } from '../desktop/desktopIntegration.ts';
import type { LinkedOccurrence } from '../meetings/links.ts';
import type { MeetingActions } from '../meetings/meetingActions.ts';
import { dateOf } from '../../shared/text/days.ts';
import { systemClock } from '../platform/clock.ts';
import { createButtonNotifications } from '../platform/buttonNotification.ts';
import { createEvent } from '../platform/event.ts';
import type { AppEvent } from '../platform/event.ts';
import { showNotification } from '../platform/notification.ts';
import { watchPower } from '../platform/power.ts';
import { watchScreenLock } from '../platform/screenLock.ts';
import { systemTimeZone, watchZone } from '../platform/timeZone.ts';
import { createReminderPresenter } from '../reminders/presenter.ts';
import { createReminders } from '../reminders/scheduler.ts';
import { openReminderFile } from '../reminders/stateFile.ts';
import { createAppTray } from '../tray/appTray.ts';
import { startUpdates } from '../updates/startUpdates.ts';
import { askAboutLostPage } from '../window/lostPageDialog.ts';
import { sendSignal } from '../window/signals.ts';
import type { AppContext, Boot } from './context.ts';
import { createLazyHooks } from './lazyHooks.ts';
import { createPassReport } from './passReport.ts';

export interface AppEvents extends BackendEvents {
  readonly settingsChanged: AppEvent<{ readonly before: Settings; readonly after: Settings }>;
}

export interface FeaturesOptions {
  readonly boot: Boot;
  readonly context: AppContext;
  readonly events: AppEvents;
  readonly backend: RetryableOpen<Backend>;
  readonly settings: { get(): Settings; set(change: Partial<Settings>): Settings };
  readonly meetings: MeetingActions;
  readonly findMeeting: (ref: OccurrenceRef) => Promise<Result<LinkedOccurrence, Problem>>;
  readonly autoJoinFile: AutoJoinFile;
  readonly sentenceOf: (problem: Problem) => string;
  readonly syncNow: () => void;
  /** Whether the person can create events in this app. */
  readonly mayCreate: () => Promise<boolean>;
}

/** Reminders wait until the window has painted and the first pass has been sent. */
const reminderDelayMs = 4000;

export const createFeatures = (options: FeaturesOptions) => {
  const { boot, context, events, backend, settings, meetings } = options;
  const { appWindow, environment, page, profile } = boot;
  const { log, onBug, words, inProfile, proxyLogins } = context;
  const join = (meeting: Occurrence): void => void meetings.join(refOf(meeting));

  const notifications = createButtonNotifications();
  const answered = createEvent<{ readonly id: string; readonly answer: ReminderAnswer }>();
  const reminderPresenter = createReminderPresenter({
    ...page,
    words,
    notifications,
    settings: settings.get,
    log,
    askAboutLostPage: askAboutLostPage(context.messages),
    answer: (id, answer) => answered.emit({ id, answer }),
    answers: {
      kindOf: async (occurrence) => (await backend.current()?.noticeAnswers.kindOf(occurrence)) ?? 'none',
      respond: async (occurrence, response) =>
        (await backend.current()?.noticeAnswers.respond(occurrence, response)) ?? fail({ kind: 'notFound' }),
      undo: (opId) => backend.current()?.noticeAnswers.undo(opId) ?? fail({ kind: 'notFound' }),
    },
    onShow: (occurrence) => appWindow.showOccurrence(refOf(occurrence)),
  });
  const reminders = createReminders({
    clock: systemClock,
    timeZone: systemTimeZone,
    settings: settings.get,
    file: openReminderFile(inProfile('reminders.json')),
    startDelayMs: reminderDelayMs,
    source: () => backend.current()?.reminders ?? null,
    screen: reminderPresenter,
    join,
    log,
    onBug,
  });
  answered.on(({ id, answer }) => reminders.answer(id, answer));
  events.agendaChanged.on(reminders.agendaChanged);
  // A calendar's default reminders may have changed without any change to an event.
  events.passEnded.on(reminders.agendaChanged);
  events.settingsChanged.on(reminders.replan);

  const screenLock = watchScreenLock(() => autoJoin.replan());
  const autoJoin = createAutoJoin({
    clock: systemClock,
    settings: settings.get,
    file: options.autoJoinFile,
    page: (range) => backend.current()?.store.agenda(range) ?? null,
    find: options.findMeeting,
    isUnlocked: screenLock.isUnlocked,
    screen: createJoinNotice({
      words,
      notifications,
      onCancel: (id) => void autoJoin.cancel(id),
      showWindow: () => appWindow.show(),
      raiseWindow: () => appWindow.raise(),
      onChanged: () => sendSignal('autoJoin.changed', undefined),
    }),
    join: meetings.join,
    onFailed: (problem) =>
      void showNotification({
        title: context.messages().links.cannotJoin,
        body: options.sentenceOf(problem),
      }),
    log,
    onBug,
  });
  events.agendaChanged.on(autoJoin.agendaChanged);
  events.settingsChanged.on(autoJoin.replan);

  const tray = createAppTray({
    backend: backend.current,
    settings,
    words,
    onJoin: join,
    onShow: (occurrence) => appWindow.showOccurrence(refOf(occurrence)),
    onOpen: () => appWindow.show(),
    onNewEvent: () =>
      void options
        .mayCreate()
        .then((here) =>
          here
            ? appWindow.showNewEvent('event')
            : void meetings.newEvent(dateOf(systemClock.now(), systemTimeZone())),
        ),
    onMeetNow: () => appWindow.showNewEvent('meetNow'),
    onInvitations: () => appWindow.showInvitations(),
    onOutbox: () => appWindow.showOutbox(),
    onSettings: () => appWindow.showSettings(),
    onSyncNow: options.syncNow,
    onQuit: () => app.quit(),
    onMissing: () => {
      // Started hidden, but nothing could open the window later, so it is shown.
      if (environment.hidden) appWindow.show();
    },
    log,
  });
  appWindow.followTray(() => tray.bounds());
  events.agendaChanged.on(tray.agendaChanged);
  events.statusChanged.on(() => tray.redraw());
  events.settingsChanged.on(() => tray.redraw());

  const changeNotifications = startChangeNotifications({
    profile,
    settings: settings.get,
    source: () => backend.current()?.changeNotices ?? null,
    words,
    onOpen: (change) => (change === null ? appWindow.show() : appWindow.showOccurrence(refOf(change))),
    log,
    onBug,
  });
  events.passEnded.on(({ reason }) => changeNotifications.passEnded(reason));
  events.settingsChanged.on(changeNotifications.replan);

  const hooks = createLazyHooks({
    inProfile,
    messages: context.messages,
    words,
    backend: backend.current,
    onChanged: () => sendSignal('hooks.changed', undefined),
    onProblems: () => backend.current()?.status.changed(),
    log,
    onBug,
  });
  events.agendaChanged.on(() => hooks.current()?.agendaChanged());
  events.passEnded.on(({ reason }) => hooks.current()?.passEnded(reason));

  const desktop = startDesktopIntegration({
    words,
    settings,
    hasTray: tray.isSeen,
    meetings: tray.meetings,
    showWindow: () => appWindow.show(),
    join,
    onChanged: (state) => sendSignal('system.changed', state),
    onBug,
  });
  events.settingsChanged.on(({ before, after }) => desktop.settingsChanged(before, after));

  // Days now begin at other times: in the tray, for reminders of all-day events, and in the window [F16].
  const zone = watchZone(() => {
    log('zone.changed');
    reminders.replan();
    hooks.current()?.replan();
    tray.agendaChanged();
    sendSignal('agenda.changed', undefined);
  });
  events.minute.on(zone.look);
  app.on('browser-window-focus', zone.look);
  const power = watchPower({
    onResume: () => {
      zone.look();
      backend.current()?.schedule.resumed();
      reminders.replan();
      autoJoin.replan();
      hooks.current()?.replan();
      changeNotifications.replan();
      tray.redraw();
    },
    onNetworkBack: () => backend.current()?.schedule.networkBack(),
  });
  events.passEnded.on(
    createPassReport({
      log,
      headless: environment.headless,
      words,
      meetings: (nowMs) => tray.meetings(nowMs),
      onUnreachable: (unreachable) => power.watchNetwork(unreachable),
    }),
  );

  const updates = startUpdates({ settings: settings.get, meetings: tray.meetings, proxyLogins, log });
  events.passEnded.on(() => updates.consider());

  return {
    tray,
    reminders,
    reminderPresenter,
    autoJoin,
    desktop,
    hooks,
    updates,
    /** Called once the window has painted and the backend is open or has failed to open. */
    start: async (): Promise<void> => {
      const trayStarted = tray.start().catch(onBug);
      changeNotifications.begin();
      backend.current()?.begin();
      reminders.replan();
      autoJoin.replan();
      void hooks.start().catch(onBug);
      // A keyring that asks the person first, or fails, must not delay the others.
      void context.keyring.look().then(() => backend.current()?.status.changed());
      // Each starts by itself: the shortcuts work without a tray, and the tray without a backend.
      await trayStarted;
      tray.agendaChanged();
      desktop.start();
    },
    stop: (): void => {
      power.stop();
      screenLock.stop();
      autoJoin.stop();
      reminders.stop();
      reminderPresenter.stop();
      notifications.stop();
      tray.stop();
      desktop.stop();
      hooks.current()?.stop();
      changeNotifications.stop();
    },
  };
};
