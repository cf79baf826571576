import { useCallback, useEffect, useRef } from 'react';
import type { IsoDate, Occurrence } from '../../shared/model.ts';
import type { Problem } from '../../shared/problems.ts';
import { ok, type Result } from '../../shared/result.ts';
import { dayRange, type Stretch } from '../../shared/firstRanges.ts';
import { toldPage, useStart } from './start.ts';
import { onAgendaChanged, useLive, type Live } from './useLive.ts';

/** A day with more pages than this is cut. */
const maxPages = 10;

/** Reads a range page by page, until its end or until `enough` returns true. */
export const listAll = async (
  stretch: Stretch,
  enough: (occurrences: readonly Occurrence[]) => boolean = () => false,
): Promise<Result<readonly Occurrence[], Problem>> => {
  const occurrences: Occurrence[] = [];
  let cursor: string | null = null;
  for (let pages = 0; pages < maxPages; pages += 1) {
    const reply: Awaited<ReturnType<typeof window.jarvis.agenda.list>> = await window.jarvis.agenda.list({
      ...stretch,
      ...(cursor === null ? {} : { cursor }),
    });
    if (!reply.ok) return reply;
    occurrences.push(...reply.value.occurrences);
    cursor = reply.value.nextCursor;
    if (cursor === null || enough(occurrences)) break;
  }
  return ok(occurrences);
};

interface Day {
  readonly date: IsoDate;
  readonly occurrences: readonly Occurrence[];
}

/** One day's occurrences. While another day loads, `value.date` is the day that is still shown. */
export const useDay = (date: IsoDate, timeZone: string): Live<Day> => {
  const load = useCallback(async (): Promise<Result<Day, Problem>> => {
    const reply = await listAll(dayRange(date, timeZone));
    return reply.ok ? ok({ date, occurrences: reply.value }) : reply;
  }, [date, timeZone]);
  const page = toldPage(useStart(), dayRange(date, timeZone));
  // A day with more than one page is rendered when it has been read completely.
  const told = page?.nextCursor === null ? ok({ date, occurrences: page.occurrences }) : null;
  const wasTold = useRef(told !== null);
  const day = useLive(load, onAgendaChanged, told);
  const { reload } = day;
  // The timeline is mounted after the first paint. What changed until then was signalled before anyone here listened.
  useEffect(() => {
    if (wasTold.current) reload();
  }, [reload]);
  return day;
};
