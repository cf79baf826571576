import { createContext, useContext } from 'react';
import type { Problem } from '../../shared/problems.ts';
import type { Result } from '../../shared/result.ts';

export type Act = (call: Promise<Result<unknown, Problem>>) => void;

export const ActContext = createContext<Act>(() => {});

/** Returns a function for calls after a press: `act(window.jarvis.meeting.join(…))`. The status bar shows a failure. */
export const useAct = (): Act => useContext(ActContext);
