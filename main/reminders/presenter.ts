/**
 * Shows reminders with Electron: as a system notification, with buttons if the system supports them; otherwise, or if
 * no notification can be shown, in a small window on top of the others. If the person wants that, on every screen in
 * place of both.
 */
import type { Occurrence } from '../../shared/model.ts';
import type { AnswerChoice } from '../../shared/pending.ts';
import type { Problem } from '../../shared/problems.ts';
import type {
  NoticeAnswering,
  ReminderAnswer,
  ReminderForm,
  ReminderSettings,
  ShownReminder,
} from '../../shared/reminders.ts';
import { problemText } from '../../shared/messages/problemText.ts';
import type { Result } from '../../shared/result.ts';
import { displayTitle } from '../../shared/text/displayTitle.ts';
import { plainPart, plainText } from '../../shared/text/plainText.ts';
import type { OutboxItem } from '../../shared/writing.ts';
import type { ButtonNotifications } from '../platform/buttonNotification.ts';
import { canNotify, showNotification } from '../platform/notification.ts';
import { notificationBody } from '../platform/notificationBody.ts';
import { openCover, systemScreens } from './cover.ts';
import { createFullScreen } from './fullScreen.ts';
import { fillsScreen } from './rules.ts';
import type { ReminderPresenter } from './scheduler.ts';
import { reminderNotice } from './text.ts';
import type { Words } from '../../shared/text/words.ts';
import { sendSignal } from '../window/signals.ts';
import { createReminderWindow } from './window.ts';
import type { ReminderWindowOptions } from './window.ts';

/** A reminder as its notification tells of it. */
interface Told {
  readonly reminder: ShownReminder;
  readonly answering: NoticeAnswering;
  /** The answer that was just given with a button. */
  readonly said: { readonly response: AnswerChoice; readonly opId: string } | null;
}

interface ReminderButton {
  readonly text: string;
  readonly onPress: () => void;
}

/** Answers to the invitation that a reminder is about. */
export interface ReminderAnswers {
  kindOf(occurrence: Occurrence): Promise<NoticeAnswering>;
  respond(occurrence: Occurrence, response: AnswerChoice): Promise<Result<OutboxItem, Problem>>;
  undo(opId: string): Result<null, Problem>;
}

export interface ReminderScreenOptions extends Omit<ReminderWindowOptions, 'onClosed' | 'title'> {
  readonly words: () => Words;
  readonly notifications: Pick<ButtonNotifications, 'show'>;
  readonly settings: () => ReminderSettings;
  readonly answer: (id: string, answer: ReminderAnswer) => void;
  readonly answers: ReminderAnswers;
  /** Shows the event in the app. */
  readonly onShow: (occurrence: Occurrence) => void;
}

/** If the notification service takes longer than this, the window is shown instead. */
const notificationTimeoutMs = 4000;

export const createReminderPresenter = (
  options: ReminderScreenOptions,
): ReminderPresenter & {
  /** Returns what the windows of that form show. */
  list(form: ReminderForm): readonly ShownReminder[];
  /** Makes the window as high as its content. */
  fit(height: number): void;
  /** Called before something else is shown that must be seen: what covers the screens moves to the small window. */
  makeRoom(): void;
  stop(): void;
} => {
  const notifications = new Map<string, { close(): void; stopWaiting(): void }>();
  /** Reminders whose notification is about to be shown. */
  const expected = new Set<string>();
  const title = options.words().messages.app.name;
  const onClosed = (ids: readonly string[]): void => ids.forEach((id) => options.answer(id, 'dismiss'));
  const window = createReminderWindow({ ...options, title, onClosed });
  const intoSmallWindow = (reminders: readonly ShownReminder[], byPerson: boolean): void =>
    reminders.forEach((each) => window.add(each, byPerson));
  const fullScreen = createFullScreen({
    screens: systemScreens,
    open: (bounds, events) => openCover({ ...options, title }, bounds, events),
    onChanged: () => sendSignal('reminders.changed', undefined),
    onClosed,
    onLost: (reminders) => intoSmallWindow(reminders, true),
  });

  /** Drops the notification first, so that closing it does not count as an answer. */
  const forget = (id: string): void => {
    const known = notifications.get(id);
    notifications.delete(id);
    known?.stopWaiting();
    known?.close();
  };
  const intoWindow = (reminder: ShownReminder, byPerson: boolean): void => {
    forget(reminder.id);
    window.add(reminder, byPerson);
  };

  const notify = ({ reminder, answering, said }: Told): void => {
    const { id, occurrence } = reminder;
    const words = options.words();
    const saying = said === null ? null : answeredText(said.response, occurrence, words);
    const notice = reminderNotice(occurrence, Date.now(), words, process.platform, saying);
    const buttons = buttonsOf({ reminder, answering, said });
    const timer = setTimeout(() => intoWindow(reminder, false), notificationTimeoutMs);
    const close = options.notifications.show({
      ...notice,
      buttons: buttons.map(({ text }) => text),
      onShown: () => clearTimeout(timer),
      onFailed: () => intoWindow(reminder, false),
      onClick: () => intoWindow(reminder, true),
      onButton: (index) => buttons[index]?.onPress(),
      onClosed: () => options.answer(id, 'dismiss'),
    });
    notifications.set(id, { close, stopWaiting: () => clearTimeout(timer) });
  };

  const buttonsOf = ({ reminder, answering, said }: Told): readonly ReminderButton[] => {
    const { id, occurrence } = reminder;
    const { messages } = options.words();
    const { answers } = messages.reminders;
    const choices: readonly AnswerChoice[] =
      answering === 'direct' && said === null ? ['accepted', 'tentative', 'declined'] : [];
    return [
      // First, since some services show no more than three.
      ...choices.map((response) => ({
        text: messages.answering.choices[response],
        onPress: () => void respond(reminder, response),
      })),
      ...answersOf(reminder).map((answer) => ({
        text: answers[answer],
        onPress: () => options.answer(id, answer),
      })),
      ...(answering === 'inApp'
        ? [{ text: answers.respond, onPress: () => answerInApp(id, occurrence) }]
        : []),
      ...(said === null ? [] : [{ text: messages.answering.undo, onPress: () => undo(said.opId, reminder) }]),
    ];
  };

  const answerInApp = (id: string, occurrence: Occurrence): void => {
    options.answer(id, 'dismiss');
    options.onShow(occurrence);
  };

  /** Answers the invitation, once: the notification goes before anything is sent. */
  const respond = async (reminder: ShownReminder, response: AnswerChoice): Promise<void> => {
    const { id, occurrence } = reminder;
    forget(id);
    expected.add(id);
    const reply = await options.answers.respond(occurrence, response);
    const isWanted = expected.delete(id);
    if (!reply.ok) {
      tell(reply.problem);
      if (isWanted) intoWindow(reminder, true);
      return;
    }
    const { opId } = reply.value;
    if (response !== 'declined') {
      // Still to be joined.
      if (isWanted) notify({ reminder, answering: 'none', said: { response, opId } });
      return;
    }
    if (isWanted) options.answer(id, 'dismiss');
    const words = options.words();
    const closing: { close: () => void } = { close: () => {} };
    closing.close = options.notifications.show({
      title: plainText(words.messages.app.name),
      body: notificationBody(answeredText(response, occurrence, words), process.platform),
      urgent: false,
      buttons: [words.messages.answering.undo],
      onShown: () => {},
      onFailed: () => {},
      onClick: () => options.onShow(occurrence),
      onButton: () => {
        closing.close();
        undo(opId, null);
      },
      onClosed: () => {},
    });
    setTimeout(() => closing.close(), Math.max(0, (reply.value.undoUntilMs ?? 0) - Date.now()));
  };

  /** Says why an answer could not be given, or taken back: `gone` if there is nothing to take back any more. */
  const tell = (problem: Problem, gone: string | null = null): void => {
    const { messages, format } = options.words();
    const body =
      problem.kind === 'notFound' && gone !== null ? gone : problemText(messages, problem, format).sentence;
    showNotification({ title: messages.app.name, body });
  };

  /** Takes an answer back; the reminder, if it is still to be shown, asks again. */
  const undo = (opId: string, reminder: ShownReminder | null): void => {
    const undone = options.answers.undo(opId);
    if (!undone.ok) tell(undone.problem, options.words().messages.answering.tooLate);
    if (reminder === null) return;
    forget(reminder.id);
    notify({ reminder, answering: undone.ok ? 'direct' : 'none', said: null });
  };

  return {
    show: (reminder, nowMs) => {
      if (fillsScreen(reminder.occurrence, options.settings(), nowMs)) {
        fullScreen.add(reminder);
        return;
      }
      if (!canNotify()) {
        intoWindow(reminder, false);
        return;
      }
      const { id, occurrence } = reminder;
      if (occurrence.selfResponse !== 'needsAction')
        return notify({ reminder, answering: 'none', said: null });
      expected.add(id);
      void options.answers.kindOf(occurrence).then((answering) => {
        if (expected.delete(id)) notify({ reminder, answering, said: null });
      });
    },
    close: (id) => {
      expected.delete(id);
      forget(id);
      window.remove(id);
      fullScreen.remove(id);
    },
    list: (form) => (form === 'fullScreen' ? fullScreen : window).list(),
    fit: (height) => window.fit(height),
    makeRoom: () => intoSmallWindow(fullScreen.take(), false),
    stop: () => {
      expected.clear();
      for (const id of [...notifications.keys()]) forget(id);
      window.stop();
      fullScreen.stop();
    },
  };
};

const answersOf = ({ occurrence }: ShownReminder): readonly ('join' | 'snooze')[] =>
  occurrence.joinUrl === undefined ? ['snooze'] : ['join', 'snooze'];

const answeredText = (response: AnswerChoice, occurrence: Occurrence, { messages }: Words): string =>
  messages.answering.answered(
    messages.answering.choices[response],
    plainPart(displayTitle(occurrence, messages), 40),
  );
