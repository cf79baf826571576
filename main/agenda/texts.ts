/** How other people's texts become lines: bounded, on one line each. */
import type { Names } from '../../shared/agendaChanges.ts';
import { plainText } from '../../shared/text/plainText.ts';

const mostNames = 5;
export const LONGEST_NAME = 80;
export const LONGEST_LINE = 160;

export const namesOf = (all: readonly string[], most = mostNames): Names => {
  const names = all.map((name) => plainText(name, LONGEST_NAME)).filter((name) => name !== '');
  return { names: names.slice(0, most), more: Math.max(0, names.length - most) };
};

export const isNoName = ({ names }: Names): boolean => names.length === 0;

/** How guests are told apart. */
export const addressOf = (email: string): string => email.trim().toLowerCase();
