/**
 * Announces a meeting that is about to be joined: in the window, which comes up without taking the keyboard focus, and
 * as a notification that calls it off. Titles are from others [property 13].
 */
import { AUTO_JOIN_NOTICE_MS } from '../../shared/autoJoin.ts';
import type { ComingJoin } from '../../shared/autoJoin.ts';
import { SECOND_MS } from '../../shared/durations.ts';
import { displayTitle } from '../../shared/text/displayTitle.ts';
import { plainPart } from '../../shared/text/plainText.ts';
import type { Words } from '../../shared/text/words.ts';
import { hasButtons, openNotification } from '../platform/notification.ts';
import type { Notice } from '../platform/notification.ts';
import type { JoinScreen } from './scheduler.ts';

export interface JoinNoticeOptions {
  readonly words: () => Words;
  readonly onCancel: (id: string) => void;
  /** Shows the window that the person asked for. */
  readonly showWindow: () => void;
  /** Brings the window up without the focus. */
  readonly raiseWindow: () => void;
  /** Called when another meeting, or none, is about to be joined. */
  readonly onChanged: () => void;
}

export const joinNotice = (
  { occurrence, host }: ComingJoin,
  { messages }: Words,
  canPress: boolean,
): Notice => {
  const words = messages.autoJoin;
  const opens = words.opens(host, AUTO_JOIN_NOTICE_MS / SECOND_MS);
  return {
    title: words.joining(plainPart(displayTitle(occurrence, messages), 60)),
    body: canPress ? opens : `${opens} ${words.clickToCancel}`,
  };
};

export const createJoinNotice = (options: JoinNoticeOptions): JoinScreen => {
  let remove: (() => void) | null = null;
  return {
    show: (coming) => {
      const words = options.words();
      const cancel = (): void => options.onCancel(coming.id);
      options.onChanged();
      options.raiseWindow();
      remove = openNotification(joinNotice(coming, words, hasButtons()), {
        onClick: hasButtons() ? options.showWindow : cancel,
        button: { text: words.messages.autoJoin.cancel, onPress: cancel },
      });
    },
    close: () => {
      options.onChanged();
      remove?.();
      remove = null;
    },
  };
};
