/**
 * Updates of the app, with electron-updater: checked for once a day, downloaded in the background, installed when the
 * app quits or the person asks, and never during a meeting. It has no timer: code that wakes up anyway calls
 * `consider`. Requests contain nothing but a version and a file name.
 */
import type { ClientRequest } from 'electron';
import type { AppUpdater } from 'electron-updater';
import type { UpdateState } from '../../shared/updates.ts';
import type { Clock } from '../sync/ports.ts';
import { boundReplies } from './replyBounds.ts';
import type { UpdateRequests } from './replyBounds.ts';
import { isTimeToAsk, notesText, whyUnsupported } from './updatePolicy.ts';
import type { Installation } from './updatePolicy.ts';

export interface UpdatesOptions {
  readonly installation: Installation;
  /** Loaded when it is first needed. */
  readonly updater: () => Promise<AppUpdater>;
  readonly clock: Pick<Clock, 'now'>;
  readonly automatic: () => boolean;
  /** Called with each request of the updater before it is sent. */
  readonly onRequest: (request: ClientRequest) => void;
  readonly inMeeting: () => boolean;
  readonly onChanged: (state: UpdateState) => void;
  readonly log: (event: 'update.ready' | 'update.failed') => void;
}

export interface Updates {
  state(): UpdateState;
  /** Checks for updates if it is time to. */
  consider(): void;
  /** The person asks for a check. Returns the state when the reply is there; a download may still be running. */
  check(): Promise<UpdateState>;
  /** Quits the app and starts the new version; returns false if there is none. */
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
      const { httpExecutor } = updater as unknown as { readonly httpExecutor: UpdateRequests };
      boundReplies(httpExecutor, options.onRequest);
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
      // The `error` event reports this too, but not if the updater itself could not be loaded.
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
      // Without the installer's own questions, and with the app restarted afterwards.
      updater.quitAndInstall(true, true);
      return true;
    },
  };
};
