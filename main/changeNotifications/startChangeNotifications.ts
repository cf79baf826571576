/** Shows notices about changes as system notifications. A click opens the meeting. */
import { join } from 'node:path';
import type { AgendaChange } from '../../shared/agendaChanges.ts';
import { createChangeNotices } from './notifier.ts';
import type { ChangeNotices, ChangeNoticesOptions } from './notifier.ts';
import { openToldFile } from './stateFile.ts';
import { shownNotices } from './text.ts';
import { systemClock } from '../platform/clock.ts';
import { showNotification } from '../platform/notification.ts';
import type { Words } from '../../shared/text/words.ts';
import { systemTimeZone } from '../platform/timeZone.ts';

export interface StartChangeNoticesOptions extends Pick<
  ChangeNoticesOptions,
  'settings' | 'source' | 'log' | 'onBug'
> {
  readonly profile: string;
  readonly words: () => Words;
  /** Null: only the window. */
  readonly onOpen: (change: AgendaChange | null) => void;
}

export const startChangeNotifications = (options: StartChangeNoticesOptions): ChangeNotices =>
  createChangeNotices({
    ...options,
    clock: systemClock,
    timeZone: systemTimeZone,
    file: openToldFile(join(options.profile, 'changes.json')),
    show: (notices, nowMs) => {
      for (const { opens, ...notice } of shownNotices(notices, nowMs, options.words())) {
        showNotification(notice, () => options.onOpen(opens));
      }
    },
  });
