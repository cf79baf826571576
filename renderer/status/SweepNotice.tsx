import { TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Problem } from '../../shared/problems.ts';
import { Notice } from './Notice.tsx';
import { SweepChoice } from './SweepChoice.tsx';

interface SweepNoticeProps {
  readonly problem: Extract<Problem, { kind: 'sweepHeld' }>;
  /** The problem as a sentence. */
  readonly sentence: string;
  readonly onSettled: (told: string) => void;
  /** The button that shows further problems. */
  readonly children: ReactNode;
}

/** A held sweep with its two choices [S12]. */
export const SweepNotice = ({ problem, sentence, onSettled, children }: SweepNoticeProps): ReactNode => {
  const { accountId, calendarId, count, upcoming } = problem;
  return (
    <Notice icon={TriangleAlert} text={sentence} data-problem="sweepHeld">
      <SweepChoice
        calendar={{ accountId, calendarId }}
        count={count}
        upcoming={upcoming}
        onSettled={onSettled}
      />
      {children}
    </Notice>
  );
};
