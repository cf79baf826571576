/** English: choosing a date. A part of `en`. */

export const dates = {
  choose: 'Go to a date',
  previousMonth: 'Previous month',
  nextMonth: 'Next month',
  previousYear: 'Previous year',
  nextYear: 'Next year',
};
