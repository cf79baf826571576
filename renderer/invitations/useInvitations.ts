/** The invitations that the person has not answered. */
import { useEffect } from 'react';
import type { Invitations } from '../../shared/invitations.ts';
import type { Problem } from '../../shared/problems.ts';
import { ok, type Result } from '../../shared/result.ts';
import { startMsOf } from '../../shared/text/days.ts';
import { needsDecision } from '../../shared/pending.ts';
import type { Answering } from '../answering/answering.ts';
import { onAgendaChanged, useLive } from '../data/useLive.ts';

const none: Invitations = { invitations: [], total: 0 };
const listNone = (): Promise<Result<Invitations, Problem>> => Promise.resolve(ok(none));
const list = (): ReturnType<typeof window.jarvis.invitations.list> => window.jarvis.invitations.list();

/**
 * Returns the invitations to answer, kept up to date with the store and the clock; none before the first paint, which
 * they must not delay.
 */
export const useInvitations = (
  painted: boolean,
  nowMs: number,
  timeZone: string,
  { changeOf }: Pick<Answering, 'changeOf'>,
): Invitations => {
  const { value, reload } = useLive(painted ? list : listNone, onAgendaChanged);
  const { invitations, total } = value ?? none;
  const current = invitations.filter(({ occurrence: { end } }) => startMsOf(end, timeZone) > nowMs);
  const over = invitations.length - current.length;
  // An answer that is on its way is an answer, unless it could not be sent.
  const left = current.filter(({ occurrence }) => {
    const change = changeOf(occurrence);
    return change?.response === undefined || needsDecision(change);
  });
  useEffect(() => {
    // A series has another date then.
    if (over > 0) reload();
  }, [over, reload]);
  return { invitations: left, total: total - (invitations.length - left.length) };
};
