/** Reminders as notifications over a real session bus, answered with their buttons [O21]. Electron itself is not there. */
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { createButtonNotifications } from '../../main/platform/buttonNotification.ts';
import { createReminderPresenter, type ReminderAnswers } from '../../main/reminders/presenter.ts';
import { trayHostPython } from '../../build/systemLibraries.mjs';
import { messagesFor } from '../../shared/messages/messagesFor.ts';
import type { Occurrence } from '../../shared/model.ts';
import type { NoticeAnswering, ReminderSettings } from '../../shared/reminders.ts';
import { fail, ok } from '../../shared/result.ts';
import { createFormat } from '../../shared/text/createFormat.ts';
import type { OutboxItem } from '../../shared/writing.ts';
import { anOccurrence } from '../support/fakeJarvis.ts';
import { startSessionBus, startTrayHost } from '../support/dbus.ts';

vi.mock('electron', () => {
  class Notification {
    static isSupported = (): boolean => true;
    on(): void {}
    show(): void {}
    close(): void {}
  }
  return { app: { getName: () => 'Jarvis Calendar', on: () => {} }, Notification, screen: {} };
});

const canRun = process.platform === 'linux' && trayHostPython() !== null;
const soon = new Date(Date.now() + 480_000).toISOString();
const later = new Date(Date.now() + 2_280_000).toISOString();
const invitation: Occurrence = anOccurrence('Planning', soon, later, { selfResponse: 'needsAction' });
const words = {
  messages: messagesFor('en-GB'),
  format: createFormat({
    locale: 'en-GB',
    language: 'system',
    timeZone: 'Europe/Berlin',
  }),
};

describe.skipIf(!canRun)('the notification of an unanswered invitation', () => {
  const open = async (kind: NoticeAnswering, fails = false) => {
    const bus = await startSessionBus();
    const tray = await startTrayHost(bus);
    vi.stubEnv('DBUS_SESSION_BUS_ADDRESS', bus.address);
    const heard: string[] = [];
    const answers: ReminderAnswers = {
      kindOf: async () => kind,
      respond: async (_occurrence, response) => {
        heard.push(response);
        if (fails) return fail({ kind: 'writingOff' });
        return ok({ opId: 'op', undoUntilMs: Date.now() + 60_000 } as OutboxItem);
      },
      undo: (opId) => {
        heard.push(`undo ${opId}`);
        return ok(null);
      },
    };
    const notifications = createButtonNotifications();
    const presenter = createReminderPresenter({
      url: '',
      preload: '',
      devTools: false,
      words: () => words,
      notifications,
      settings: () => ({ reminderFullScreen: false }) as ReminderSettings,
      log: () => {},
      askAboutLostPage: async () => 'close',
      answer: (id, answer) => heard.push(`${answer} ${id}`),
      answers,
      onShow: ({ title }) => heard.push(`show ${title}`),
    });
    onTestFinished(async () => {
      presenter.stop();
      notifications.stop();
      vi.unstubAllEnvs();
      await tray.stop();
      await bus.stop();
    });
    presenter.show({ id: '1', occurrence: invitation }, Date.now());
    const buttonsOf = async (count: number): Promise<readonly string[]> => {
      await expect.poll(() => tray.notifications.length).toBeGreaterThanOrEqual(count);
      return tray.notifications[count - 1]!.actions.filter((_, index) => index > 1 && index % 2 === 1);
    };
    const press = async (count: number, text: string): Promise<void> => {
      const index = (await buttonsOf(count)).indexOf(text);
      await tray.invokeAction(tray.notifications[count - 1]!.notification, `button-${index}`);
    };
    return { tray, heard, presenter, buttonsOf, press };
  };

  test('has its answers first; one press is one answer, which can be taken back', async () => {
    const { tray, heard, buttonsOf, press } = await open('direct');
    expect(await buttonsOf(1)).toEqual(['Yes', 'Maybe', 'No', 'Snooze 5\u00a0min']);
    await press(1, 'Yes');
    await press(1, 'No');
    expect(await buttonsOf(2)).toEqual(['Snooze 5\u00a0min', 'Undo']);
    expect(tray.notifications[1]!.body).toContain('You answered “Yes” to “');
    expect(heard).toEqual(['accepted']);
    await press(2, 'Undo');
    expect(await buttonsOf(3)).toContain('Maybe');
    expect(heard).toEqual(['accepted', 'undo op']);
  });

  test('“No” ends the reminder, and can be taken back in a notification of its own', async () => {
    const { heard, buttonsOf, press } = await open('direct');
    await press(1, 'No');
    expect(await buttonsOf(2)).toEqual(['Undo']);
    expect(heard).toEqual(['declined', 'dismiss 1']);
    await press(2, 'Undo');
    await expect.poll(() => heard).toEqual(['declined', 'dismiss 1', 'undo op']);
  });

  test('of a stranger has no answers, but opens the app', async () => {
    const { heard, buttonsOf, press } = await open('inApp');
    expect(await buttonsOf(1)).toEqual(['Snooze 5\u00a0min', 'Answer…']);
    await press(1, 'Answer…');
    await expect.poll(() => heard).toEqual(['dismiss 1', 'show Planning']);
  });

  test('has no answers where none can be given', async () => {
    const { buttonsOf } = await open('none');
    expect(await buttonsOf(1)).toEqual(['Snooze 5\u00a0min']);
  });
});
