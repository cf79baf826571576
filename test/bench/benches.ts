/** Every bench there is, in the order it runs. */
import type { Bench } from './harness/report.ts';
import { bench as p1 } from './p1FirstMeetings.ts';
import { bench as p2 } from './p2FullSync.ts';
import { bench as p3 } from './p3AgendaPage.ts';
import { bench as p4 } from './p4HeldUp.ts';
import { bench as p5 } from './p5NothingNew.ts';
import { bench as p6 } from './p6Idle.ts';
import { bench as p7 } from './p7Payload.ts';
import { bench as p8 } from './p8Growth.ts';
import { bench as p9 } from './p9Scrolling.ts';
import { bench as p9Search } from './p9Searching.ts';

export const benches: readonly Bench[] = [p1, p2, p3, p4, p5, p6, p7, p9, p9Search, p8];
