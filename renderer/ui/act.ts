import { createContext, useContext } from 'react';
import type { Problem } from '../../shared/problems.ts';
import type { Result } from '../../shared/result.ts';

type Act = (call: Promise<Result<unknown, Problem>>) => void;

export const ActContext = createContext<Act>(() => {});

/** For what a press sets off: `act(window.jarvis.meeting.join(…))`. What fails is told in the status bar. */
export const useAct = (): Act => useContext(ActContext);
