import { Cake, Headphones, MapPin, Plane, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import type { EventType } from '../../shared/model.ts';
import styles from './TypeIcon.module.css';

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
