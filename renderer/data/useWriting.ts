import { ok, type Result } from '../../shared/result.ts';
import type { Problem } from '../../shared/problems.ts';
import type { WritingState } from '../../shared/writing.ts';
import { useLive } from './useLive.ts';

const off: WritingState = { accounts: [], anyOn: false };
const load = (): ReturnType<typeof window.jarvis.writing.state> => window.jarvis.writing.state();
const loadNone = (): Promise<Result<WritingState, Problem>> => Promise.resolve(ok(off));
const onWriting = (changed: () => void): (() => void) => window.jarvis.writing.onChanged(changed);

/** Returns for which accounts the person has turned writing on; for none before the first paint. */
export const useWriting = (painted: boolean): WritingState =>
  useLive(painted ? load : loadNone, onWriting).value ?? off;
