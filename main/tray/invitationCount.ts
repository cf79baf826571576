/** Caches the number of unanswered invitations between redraws, until the agenda changes or one of them is over. */
import { startMsOf } from '../../shared/text/days.ts';
import { systemTimeZone } from '../platform/timeZone.ts';
import type { Backend } from '../backend/types.ts';
import type { TrayState } from './trayMenu.ts';

export interface InvitationCount {
  at(nowMs: number): TrayState['invitations'];
  /** Called when the agenda changed. */
  forget(): void;
}

const none: TrayState['invitations'] = { count: 0, untilMs: Infinity };

export const createInvitationCount = (backend: () => Pick<Backend, 'store'> | null): InvitationCount => {
  let known: TrayState['invitations'] | null = null;
  const read = (): TrayState['invitations'] => {
    const found = backend()?.store.invitations();
    if (found?.ok !== true) return none;
    const { total, invitations } = found.value;
    const zone = systemTimeZone();
    const ends = invitations.map(({ occurrence }) => startMsOf(occurrence.end, zone));
    return { count: total, untilMs: Math.min(...ends) };
  };
  return {
    at: (nowMs) => {
      if (backend() === null) return none;
      if (known === null || known.untilMs <= nowMs) known = read();
      return known;
    },
    forget: () => {
      known = null;
    },
  };
};
