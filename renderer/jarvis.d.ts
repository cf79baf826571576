import type { Jarvis } from '../shared/contract.ts';

declare global {
  interface Window {
    /** Exposed by the preload: every call that the window can make. */
    readonly jarvis: Jarvis;
  }
}
