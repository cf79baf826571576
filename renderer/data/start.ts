/**
 * What main told as the page began to load: enough for the first paint without a further question. Each hook
 * takes its part of it once, as its first value, and from then on asks and listens as ever.
 */
import { createContext, useContext } from 'react';
import type { AgendaPage, AgendaRange } from '../../shared/agenda.ts';
import type { AppStart } from '../../shared/contract.ts';

/** Null where nothing was told: then everything is asked for. */
export const StartContext = createContext<AppStart | null>(null);

export const useStart = (): AppStart | null => useContext(StartContext);

/** The first page of a stretch, when it was told. */
export const toldPage = (
  start: AppStart | null,
  { from, to, timeZone }: Pick<AgendaRange, 'from' | 'to' | 'timeZone'>,
): AgendaPage | null =>
  start?.pages.find(({ range }) => range.from === from && range.to === to && range.timeZone === timeZone)
    ?.page ?? null;
