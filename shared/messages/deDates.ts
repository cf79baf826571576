/** Deutsch: ein Datum wählen. Ein Teil von `de`. */
import type { Messages } from './en.ts';

export const dates: Messages['dates'] = {
  choose: 'Zu einem Datum',
  previousMonth: 'Voriger Monat',
  nextMonth: 'Nächster Monat',
  previousYear: 'Voriges Jahr',
  nextYear: 'Nächstes Jahr',
};
