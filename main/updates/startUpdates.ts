/** Updates by electron-updater, as the settings allow and outside of meetings; the window hears how they stand. */
import { app } from 'electron';
import { meetingsAt } from '../../shared/meetings.ts';
import type { Occurrence } from '../../shared/model.ts';
import type { Settings } from '../../shared/settings.ts';
import { systemClock } from '../platform/clock.ts';
import { sendSignal } from '../window/signals.ts';
import type { Log } from '../platform/log.ts';
import { createUpdates } from './updater.ts';

export interface StartUpdatesOptions {
  readonly settings: () => Settings;
  /** Of today and tomorrow. */
  readonly meetings: (nowMs: number) => readonly Occurrence[];
  readonly log: Log;
}

export const startUpdates = ({ settings, meetings, log }: StartUpdatesOptions) =>
  createUpdates({
    installation: {
      packaged: app.isPackaged,
      platform: process.platform,
      appImage: process.env['APPIMAGE'],
    },
    updater: async () => (await import('electron-updater')).autoUpdater,
    clock: systemClock,
    automatic: () => settings().automaticUpdates,
    inMeeting: () => {
      const nowMs = Date.now();
      return meetingsAt(meetings(nowMs), nowMs).running.length > 0;
    },
    onChanged: (state) => sendSignal('updates.changed', state),
    log,
  });
