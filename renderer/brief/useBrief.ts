import { useCallback, useRef } from 'react';
import { refOf } from '../../shared/agenda.ts';
import type { Brief } from '../../shared/brief.ts';
import type { IsoInstant, Occurrence } from '../../shared/model.ts';
import { onAgendaChanged, useLive, type Live } from '../data/useLive.ts';

const onBriefChanged = (changed: () => void): (() => void) => {
  const stops = [onAgendaChanged(changed), window.jarvis.brief.onChanged(changed)];
  return () => stops.forEach((stop) => stop());
};

/** Resolves after the frame that shows what has been rendered. */
const painted = (): Promise<void> =>
  new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done())));

/**
 * Returns the brief of a meeting, asked for after the first paint. `looks`: the person has opened the meeting. What
 * changed is then compared with what they saw before, for as long as it stays open.
 */
export const useBrief = (occurrence: Occurrence, looks: boolean): Live<Brief> => {
  const { accountId, calendarId, eventId, occurrenceStart } = occurrence;
  const comparedWith = useRef<{ readonly of: string; readonly at: IsoInstant | null } | null>(null);
  const isPainted = useRef(false);
  const load = useCallback(async () => {
    if (!isPainted.current) await painted();
    isPainted.current = true;
    const ref = refOf({
      accountId,
      calendarId,
      eventId,
      ...(occurrenceStart !== undefined && { occurrenceStart }),
    });
    const of = JSON.stringify(ref);
    const before = comparedWith.current?.of === of ? comparedWith.current : null;
    const reply = await window.jarvis.brief.of({
      ...ref,
      ...(before !== null && { comparedWith: before.at }),
    });
    if (looks && reply.ok && comparedWith.current?.of !== of) {
      comparedWith.current = { of, at: reply.value.lookedAt };
      void window.jarvis.brief.looked(ref);
    }
    return reply;
  }, [accountId, calendarId, eventId, occurrenceStart, looks]);
  return useLive(load, onBriefChanged);
};
