/** The occurrences of the timeline's day. */
import { renderHook, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import { StartContext } from '../../renderer/data/start.ts';
import { useDay } from '../../renderer/data/useDay.ts';
import { dayRange } from '../../shared/firstRanges.ts';
import type { IsoDate, Occurrence } from '../../shared/model.ts';
import { aStart } from '../support/aStart.ts';
import { anOccurrence } from '../support/fakeJarvis.ts';
import { holdTheClock, setJarvis } from './renderApp.tsx';

holdTheClock();

const date = '2026-11-24' as IsoDate;
const timeZone = 'Europe/Berlin';
const standUp = anOccurrence('Stand-up', '2026-11-24T08:00Z', '2026-11-24T08:15Z');
const review = anOccurrence('Design review', '2026-11-24T09:00Z', '2026-11-24T09:45Z');

const dayAfterStart = (occurrences: readonly Occurrence[]) => {
  const start = aStart({
    pages: [{ range: dayRange(date, timeZone), page: { occurrences, nextCursor: null } }],
  });
  const { result } = renderHook(() => useDay(date, timeZone), {
    wrapper: ({ children }) => <StartContext value={start}>{children}</StartContext>,
  });
  return () => result.current.value?.occurrences.map(({ title }) => title);
};

test('what main told is there at once, and what has changed since, before anyone listened, is read', async () => {
  setJarvis({ occurrences: [standUp, review] });
  const titles = dayAfterStart([standUp]);
  expect(titles()).toEqual(['Stand-up']);
  await waitFor(() => expect(titles()).toEqual(['Stand-up', 'Design review']));
});
