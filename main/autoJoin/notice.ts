/**
 * Announces a meeting that is about to be joined: in the window, which comes up without taking the keyboard focus, and
 * as a notification with a button that calls it off, where the system shows buttons. Titles are from others
 * [property 13].
 */
import { AUTO_JOIN_NOTICE_MS } from '../../shared/autoJoin.ts';
import { SECOND_MS } from '../../shared/durations.ts';
import { displayTitle } from '../../shared/text/displayTitle.ts';
import { plainPart } from '../../shared/text/plainText.ts';
import type { Words } from '../../shared/text/words.ts';
import type { ButtonNotifications } from '../platform/buttonNotification.ts';
import { notificationBody } from '../platform/notificationBody.ts';
import type { JoinScreen } from './scheduler.ts';

export interface JoinNoticeOptions {
  readonly words: () => Words;
  readonly notifications: Pick<ButtonNotifications, 'show'>;
  readonly onCancel: (id: string) => void;
  /** Shows the window that the person asked for. */
  readonly showWindow: () => void;
  /** Brings the window up without the focus. */
  readonly raiseWindow: () => void;
  /** Called when another meeting, or none, is about to be joined. */
  readonly onChanged: () => void;
}

export const createJoinNotice = (options: JoinNoticeOptions): JoinScreen => {
  let remove: (() => void) | null = null;
  return {
    show: ({ id, occurrence, host }) => {
      const { messages } = options.words();
      const words = messages.autoJoin;
      options.onChanged();
      options.raiseWindow();
      remove = options.notifications.show({
        title: words.joining(plainPart(displayTitle(occurrence, messages), 60)),
        body: notificationBody(words.opens(host, AUTO_JOIN_NOTICE_MS / SECOND_MS), process.platform),
        // Otherwise some desktops hide the button after a few seconds.
        urgent: true,
        buttons: [words.cancel],
        onShown: () => {},
        // The window says it, too.
        onFailed: () => {},
        onClick: options.showWindow,
        onButton: () => options.onCancel(id),
        onClosed: () => {},
      });
    },
    close: () => {
      options.onChanged();
      remove?.();
      remove = null;
    },
  };
};
