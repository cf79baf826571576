/** What lazyHistory.ts loads together. */
export { createBriefs } from './briefs.ts';
export { createHistory } from './history.ts';
export { createRecorder } from './recorder.ts';
