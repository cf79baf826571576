/**
 * What main sent when the page began to load: enough for the first paint without another call. Each hook takes its part
 * once, as its first value. After that, it calls and listens as usual.
 */
import { createContext, useContext } from 'react';
import type { AgendaPage, AgendaRange } from '../../shared/agenda.ts';
import type { AppStart } from '../../shared/contract.ts';

/** Null if main sent nothing; then each hook makes its own call. */
export const StartContext = createContext<AppStart | null>(null);

export const useStart = (): AppStart | null => useContext(StartContext);

/** Returns the first page of a stretch if main sent it; otherwise null. */
export const toldPage = (
  start: AppStart | null,
  { from, to, timeZone }: Pick<AgendaRange, 'from' | 'to' | 'timeZone'>,
): AgendaPage | null =>
  start?.pages.find(({ range }) => range.from === from && range.to === to && range.timeZone === timeZone)
    ?.page ?? null;
