/** The calendar's colour and the signs beside an occurrence's title. */
import { Cake, Headphones, MapPin, Plane, type LucideIcon } from 'lucide-react';
import type { CSSProperties, ReactNode } from 'react';
import type { EventType } from '../../shared/model.ts';
import styles from './Marks.module.css';
import type { Look } from './occurrence.ts';

/** Returns the style that gives an element and what is in it the calendar's colour, as `--c`. */
export const colorStyle = ({ color }: { readonly color: string }): CSSProperties =>
  ({ '--c': color }) as CSSProperties;

interface LookBarProps {
  readonly look: Look;
  /** Its height. */
  readonly className?: string | undefined;
}

/** The calendar's colour (`--c`) beside a meeting, drawn to show the person's response and the event's type. */
export const LookBar = ({ look, className }: LookBarProps): ReactNode => (
  <span className={`${styles.bar} ${styles[look] ?? ''} ${className ?? ''}`} />
);

const icons: Partial<Record<EventType, LucideIcon>> = {
  focusTime: Headphones,
  outOfOffice: Plane,
  workingLocation: MapPin,
  birthday: Cake,
};

/** An icon for events that are not meetings, next to the type's name. Nothing for meetings. */
export const TypeIcon = ({ type }: { readonly type: EventType }): ReactNode => {
  const Icon = icons[type];
  return Icon === undefined ? null : <Icon className={styles.icon} size={13} aria-hidden="true" />;
};
