import type { Jarvis } from '../shared/contract.ts';

declare global {
  interface Window {
    /** Exposed by the preload: everything the window can ask of the app. */
    readonly jarvis: Jarvis;
  }
}
