/**
 * New versions of the app, by electron-updater: asked for once a day, fetched in the background, put in place when the
 * app is quit or the person says so, and never while a meeting runs. It has no timer: whoever wakes anyway calls
 * `consider`. Nothing but a version and a file is ever asked for.
 */
import type { AppUpdater } from 'electron-updater';
import type { UpdateState } from '../../shared/updates.ts';
import type { Clock } from '../sync/ports.ts';
import { isTimeToAsk, notesText, whyUnsupported } from './updatePolicy.ts';
import type { Installation } from './updatePolicy.ts';

export interface UpdatesOptions {
  readonly installation: Installation;
  /** Loaded when it is first needed. */
  readonly updater: () => Promise<AppUpdater>;
  readonly clock: Pick<Clock, 'now'>;
  readonly automatic: () => boolean;
  readonly inMeeting: () => boolean;
  readonly onChanged: (state: UpdateState) => void;
  readonly log: (event: 'update.ready' | 'update.failed') => void;
}

export interface Updates {
  state(): UpdateState;
  /** Asks when it is time to. */
  consider(): void;
  /** The person asks, now. Returns how things stand when the answer is there; a download may go on. */
  check(): Promise<UpdateState>;
  /** Ends the app and starts the new version; false when there is none. */
  install(): Promise<boolean>;
}

export const createUpdates = (options: UpdatesOptions): Updates => {
  const { clock, log } = options;
  const why = whyUnsupported(options.installation);
  let state: UpdateState = why === null ? { kind: 'newest', checkedAt: null } : { kind: 'unsupported', why };
  let askedAtMs: number | null = null;
  let loading: Promise<AppUpdater> | null = null;

  const become = (next: UpdateState): void => {
    state = next;
    options.onChanged(next);
  };
  const isoNow = (): string => new Date(clock.now()).toISOString();

  const load = (): Promise<AppUpdater> => {
    loading ??= options.updater().then((updater) => {
      updater.logger = null;
      updater.autoDownload = true;
      updater.autoInstallOnAppQuit = true;
      updater.allowDowngrade = false;
      updater.on('update-not-available', () => become({ kind: 'newest', checkedAt: isoNow() }));
      updater.on('update-available', ({ version }) => become({ kind: 'fetching', version, percent: 0 }));
      updater.on('download-progress', ({ percent }) => {
        if (state.kind !== 'fetching' || Math.floor(percent) === state.percent) return;
        become({ ...state, percent: Math.floor(percent) });
      });
      updater.on('update-downloaded', ({ version, releaseNotes }) => {
        log('update.ready');
        become({ kind: 'ready', version, notes: notesText(releaseNotes) });
      });
      updater.on('error', failed);
      return updater;
    });
    return loading;
  };
  const failed = (): void => {
    if (state.kind === 'failed') return;
    log('update.failed');
    become({ kind: 'failed', at: isoNow() });
  };

  const ask = async (): Promise<UpdateState> => {
    askedAtMs = clock.now();
    become({ kind: 'checking' });
    try {
      const updater = await load();
      await updater.checkForUpdates();
    } catch {
      // Also told by the `error` event, but not when the updater itself could not be loaded.
      failed();
    }
    return state;
  };

  return {
    state: () => state,
    consider: () => {
      const question = {
        nowMs: clock.now(),
        askedAtMs,
        automatic: options.automatic(),
        state: state.kind,
        inMeeting: options.inMeeting(),
      };
      if (isTimeToAsk(question)) void ask();
    },
    check: async () => (state.kind === 'newest' || state.kind === 'failed' ? ask() : state),
    install: async () => {
      if (state.kind !== 'ready') return false;
      const updater = await load();
      // Without the installer's own questions, and with the app started again afterwards.
      updater.quitAndInstall(true, true);
      return true;
    },
  };
};
