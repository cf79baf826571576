/** Inputs that people reported for other calendar programs, each with its public source and the right outcome. */
import { readFileSync } from 'node:fs';
import path from 'node:path';

export interface PublicReport {
  readonly id: string;
  readonly kind: string;
  readonly source: string;
  readonly input: unknown;
  readonly expected: unknown;
  readonly note?: string;
}

const reports = JSON.parse(
  readFileSync(path.join(import.meta.dirname, 'publicReports.json'), 'utf8'),
) as readonly PublicReport[];

/** The reports of these kinds, in the file's order. */
export const reportsOf = (...kinds: readonly string[]): readonly PublicReport[] =>
  reports.filter(({ kind }) => kinds.includes(kind));
