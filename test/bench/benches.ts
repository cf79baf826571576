/** All benches, in the order in which they run. */
import type { Bench } from './harness/report.ts';
import { bench as p1 } from './p1FirstMeetings.ts';
import { bench as p10 } from './p10TrayClick.ts';
import { bench as p11 } from './p11StartAtLogin.ts';
import { bench as p12 } from './p12Shown.ts';
import { bench as p13 } from './p13ManyCalendars.ts';
import { bench as p14 } from './p14CommandLine.ts';
import { bench as p15 } from './p15PendingChanges.ts';
import { bench as p16 } from './p16Brief.ts';
import { bench as p2 } from './p2FullSync.ts';
import { bench as p3 } from './p3AgendaPage.ts';
import { bench as p4 } from './p4HeldUp.ts';
import { bench as p5 } from './p5NothingNew.ts';
import { bench as p6 } from './p6Idle.ts';
import { bench as p7 } from './p7Payload.ts';
import { bench as p8 } from './p8Growth.ts';
import { bench as p9 } from './p9Scrolling.ts';
import { bench as p9Search } from './p9Searching.ts';

export const benches: readonly Bench[] = [
  p1,
  p2,
  p3,
  p4,
  p5,
  p6,
  p7,
  p9,
  p9Search,
  p10,
  p11,
  p12,
  p13,
  p14,
  p15,
  p16,
  p8,
];
