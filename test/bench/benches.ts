/** Every bench there is, in the order it runs. */
import type { Bench } from './harness/report.ts';
import { bench as p3 } from './p3AgendaPage.ts';

export const benches: readonly Bench[] = [p3];
