/**
 * Updates with electron-updater, as the settings allow and outside of meetings. The window is told about their state.
 */
import { app } from 'electron';
import { meetingsAt } from '../../shared/meetings.ts';
import type { Occurrence } from '../../shared/model.ts';
import type { Settings } from '../../shared/settings.ts';
import { systemClock } from '../platform/clock.ts';
import { answerProxyLogin, untilProxyKnown } from '../platform/network.ts';
import type { ProxyLogins } from '../platform/proxyLogins.ts';
import { sendSignal } from '../window/signals.ts';
import type { Log } from '../platform/log.ts';
import { createUpdates } from './updater.ts';

export interface StartUpdatesOptions {
  readonly settings: () => Settings;
  /** The meetings of today and tomorrow. */
  readonly meetings: (nowMs: number) => readonly Occurrence[];
  readonly proxyLogins: ProxyLogins;
  readonly log: Log;
}

export const startUpdates = ({ settings, meetings, proxyLogins, log }: StartUpdatesOptions) =>
  createUpdates({
    installation: {
      packaged: app.isPackaged,
      platform: process.platform,
      appImage: process.env['APPIMAGE'],
    },
    updater: async () => {
      const { autoUpdater } = await import('electron-updater');
      await untilProxyKnown(autoUpdater.netSession);
      return autoUpdater;
    },
    onRequest: (request) => answerProxyLogin(request, proxyLogins),
    clock: systemClock,
    automatic: () => settings().automaticUpdates,
    inMeeting: () => {
      const nowMs = Date.now();
      return meetingsAt(meetings(nowMs), nowMs).running.length > 0;
    },
    onChanged: (state) => sendSignal('updates.changed', state),
    log,
  });
