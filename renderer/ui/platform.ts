import { createContext, useContext } from 'react';

export const PlatformContext = createContext('linux');

/** The system, as `process.platform` has it: which keys there are and what they are called. */
export const usePlatform = (): string => useContext(PlatformContext);
