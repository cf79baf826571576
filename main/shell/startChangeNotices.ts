/** Notices about changes, shown as system notifications; a click opens the meeting. */
import { join } from 'node:path';
import type { AgendaChange } from '../../shared/agendaChanges.ts';
import { createChangeNotices } from './changeNotices.ts';
import type { ChangeNotices, ChangeNoticesOptions } from './changeNotices.ts';
import { openToldFile } from './changeNoticeFile.ts';
import { shownNotices } from './changeNoticeText.ts';
import { systemClock } from './clock.ts';
import { sayNotice } from './notice.ts';
import type { ReminderWords } from './reminderText.ts';
import { systemTimeZone } from './systemZone.ts';

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
