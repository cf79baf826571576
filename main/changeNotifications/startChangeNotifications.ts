/** Notices about changes, shown as system notifications; a click opens the meeting. */
import { join } from 'node:path';
import type { AgendaChange } from '../../shared/agendaChanges.ts';
import { createChangeNotices } from './notifier.ts';
import type { ChangeNotices, ChangeNoticesOptions } from './notifier.ts';
import { openToldFile } from './stateFile.ts';
import { shownNotices } from './text.ts';
import { systemClock } from '../platform/clock.ts';
import { sayNotice } from '../platform/notification.ts';
import type { ReminderWords } from '../reminders/text.ts';
import { systemTimeZone } from '../platform/timeZone.ts';

export interface StartChangeNoticesOptions extends Pick<
  ChangeNoticesOptions,
  'settings' | 'source' | 'log' | 'onBug'
> {
  readonly profile: string;
  readonly words: () => ReminderWords;
  /** Null: the window alone. */
  readonly onOpen: (change: AgendaChange | null) => void;
}

export const startChangeNotices = (options: StartChangeNoticesOptions): ChangeNotices =>
  createChangeNotices({
    ...options,
    clock: systemClock,
    timeZone: systemTimeZone,
    file: openToldFile(join(options.profile, 'changes.json')),
    show: (notices, nowMs) => {
      for (const { opens, ...notice } of shownNotices(notices, nowMs, options.words())) {
        sayNotice(notice, () => options.onOpen(opens));
      }
    },
  });
