/** Reads a week in one page, for the count of its meetings. Nobody can be in more of them than that holds. */
import type { AgendaPage, AgendaRange } from '../../shared/agenda.ts';
import type { LoadRequest, WeekLoad } from '../../shared/meetingLoad.ts';
import type { Problem } from '../../shared/problems.ts';
import { ok, type Result } from '../../shared/result.ts';
import { addDays, startOfDate } from '../../shared/text/days.ts';
import { MOST_PER_PAGE } from '../store/agenda/agenda.ts';
import { systemTimeZone } from '../platform/timeZone.ts';
import { weekLoad } from '../agenda/meetingLoad.ts';

export const readWeekLoad = (
  { from, timeZone }: LoadRequest,
  list: (range: AgendaRange) => Result<AgendaPage, Problem>,
): Result<WeekLoad, Problem> => {
  const zone = timeZone ?? systemTimeZone();
  const range = {
    from: new Date(startOfDate(from, zone)).toISOString(),
    to: new Date(startOfDate(addDays(from, 7), zone)).toISOString(),
    timeZone: zone,
  };
  const page = list({ ...range, limit: MOST_PER_PAGE });
  return page.ok ? ok(weekLoad(page.value.occurrences, from, zone)) : page;
};
