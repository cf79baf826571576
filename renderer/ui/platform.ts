import { createContext, useContext } from 'react';

export const PlatformContext = createContext('linux');

/** Returns `process.platform`, which decides the keys and their names. */
export const usePlatform = (): string => useContext(PlatformContext);
