import { Footprints } from 'lucide-react';
import { useCallback, type ReactNode } from 'react';
import type { Occurrence } from '../../shared/model.ts';
import type { Problem } from '../../shared/problems.ts';
import { ok, type Result } from '../../shared/result.ts';
import { startMsOf } from '../../shared/text/days.ts';
import { physicalPlace, travelGaps, travelMs } from '../../shared/travelGap.ts';
import { onAgendaChanged, useLive } from '../data/useLive.ts';
import { useWords } from '../ui/words.ts';
import styles from './Detail.module.css';
import { Part } from './Part.tsx';

/** Returns what there is around the meeting; nothing before it is known. */
const useNeighbours = ({ start, end, location }: Occurrence): readonly Occurrence[] => {
  const startMs = start.kind === 'timed' ? start.ms : 0;
  const endMs = end.kind === 'timed' ? end.ms : 0;
  const isAsked = endMs > startMs && physicalPlace(location) !== null;
  const load = useCallback(async (): Promise<Result<readonly Occurrence[], Problem>> => {
    if (!isAsked) return ok([]);
    const from = new Date(startMs - travelMs).toISOString();
    const to = new Date(endMs + travelMs).toISOString();
    const page = await window.jarvis.agenda.list({ from, to });
    return page.ok ? ok(page.value.occurrences) : page;
  }, [isAsked, startMs, endMs]);
  return useLive(load, onAgendaChanged).value ?? [];
};

interface TravelProps {
  readonly occurrence: Occurrence;
  readonly nowMs: number;
}

/** The short times to get here from the meeting before, and on to the next one. */
export const Travel = ({ occurrence, nowMs }: TravelProps): ReactNode => {
  const { messages, format } = useWords();
  const gaps = travelGaps(occurrence, useNeighbours(occurrence)).filter(
    ({ later }) => startMsOf(later.start, format.timeZone) > nowMs,
  );
  if (gaps.length === 0) return null;
  return (
    <Part icon={Footprints} heading={messages.detail.parts.travel}>
      {gaps.map(({ ms, leave, reach }) => (
        <p key={`${leave} ${reach}`} className={styles.travel} dir="auto">
          {ms === 0
            ? messages.detail.noTravel(leave, reach)
            : messages.detail.travel(format.duration(ms), leave, reach)}
        </p>
      ))}
    </Part>
  );
};
