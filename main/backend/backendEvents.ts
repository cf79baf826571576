/** What the backend tells the rest of the app. */
import type { PassOutcome, SyncStatus } from '../../shared/syncReport.ts';
import { createEvent, type AppEvent } from '../platform/event.ts';

export interface BackendEvents {
  /** Emitted before every write to the store. */
  readonly writing: AppEvent;
  readonly agendaChanged: AppEvent;
  /** Writing was turned on or off for an account, or its consent is missing now. */
  readonly writingChanged: AppEvent;
  /** What is on its way to Google changed. */
  readonly outboxChanged: AppEvent;
  readonly statusChanged: AppEvent<SyncStatus>;
  readonly passEnded: AppEvent<PassOutcome>;
  /** Emitted at least once a minute while the app is awake. */
  readonly minute: AppEvent;
}

export const createBackendEvents = (): BackendEvents => ({
  writing: createEvent(),
  agendaChanged: createEvent(),
  writingChanged: createEvent(),
  outboxChanged: createEvent(),
  statusChanged: createEvent(),
  passEnded: createEvent(),
  minute: createEvent(),
});
