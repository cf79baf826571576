/** The icon and style of a response. Colour is never the only difference. */
import { CircleCheck, CircleDashed, CircleHelp, CircleX, type LucideIcon } from 'lucide-react';
import type { ResponseStatus } from '../../shared/model.ts';
import styles from './Detail.module.css';

export const answerIcons: Readonly<Record<ResponseStatus, LucideIcon>> = {
  accepted: CircleCheck,
  tentative: CircleHelp,
  declined: CircleX,
  needsAction: CircleDashed,
};

export const answerLooks: Readonly<Record<ResponseStatus, string | undefined>> = {
  accepted: styles.accepted,
  tentative: styles.tentative,
  declined: styles.refused,
  needsAction: styles.unanswered,
};

/** Guests who will come are first. */
export const answerOrder: readonly ResponseStatus[] = ['accepted', 'tentative', 'needsAction', 'declined'];
