/**
 * The sample calendar's scenario: three calendars with events around now, today is never empty, and the main calendar
 * keeps changing. Each incremental listing that comes a second or more after the last change brings another one.
 *
 * Owns the model's content. Invariants: ids are the same at every start; the changes form a cycle (each is undone
 * later), so nothing grows; when the viewer's day changes, everything moves along.
 */
import { filledSlot } from '../googleModel/instances.ts';
import { createModel } from '../googleModel/serverModel.ts';
import type { CalendarModel } from '../googleModel/serverModel.ts';
import { anchorAt, emailOf, guests, meet, personalId, teamId, workId } from './planVocabulary.ts';
import type { Anchor, PlannedCalendar, PlannedEvent } from './planVocabulary.ts';
import { privatePlan } from './privatePlan.ts';
import type { EventFields } from '../googleModel/resources.ts';
import { slotOf } from '../googleModel/naiveRule.ts';
import { budgetId, designReviewId, quarterlyId, quickSyncId, workPlan } from './workPlan.ts';
import { oneOnOneId, oneOnOneTime } from './workSeries.ts';
import { hourMs, localDay, minuteMs } from '../googleModel/zoneTime.ts';

/** The minimum time between two changes, so that two quick passes return the same. */
const restMs = 1000;

export interface Scenario {
  readonly model: CalendarModel;
  readonly mainCalendarId: string;
  /** Must be called before a listing of events begins (not for its later pages). */
  beforeListing(calendarId: string, kind: 'full' | 'incremental'): void;
}

export interface ScenarioOptions {
  readonly now: () => number;
  readonly timeZone: string;
  /** Identifies this start; tokens of another one are rejected. */
  readonly epoch: string;
}

export function createScenario({ now, timeZone, epoch }: ScenarioOptions): Scenario {
  const model = createModel({ now, epoch, webPages: false });
  for (const calendar of calendars(timeZone)) model.addCalendar(calendar);
  let anchor = anchorAt(now(), timeZone);
  /** The first incremental listing may bring a change at once, so that people who try the app see one. */
  let changedAtMs = -Infinity;
  let step = 0;
  applyPlan(model, anchor);

  return {
    model,
    mainCalendarId: workId,
    beforeListing(calendarId, kind) {
      if (localDay(now(), timeZone) !== anchor.today) {
        anchor = anchorAt(now(), timeZone);
        applyPlan(model, anchor);
        changedAtMs = now();
        step = 0;
        return;
      }
      if (kind !== 'incremental' || calendarId !== workId || now() - changedAtMs < restMs) return;
      const changes = scriptedChanges(model, anchor, now());
      const change = changes[step % changes.length];
      if (step < changes.length) change?.make();
      else change?.takeBack();
      step = (step + 1) % (2 * changes.length);
      changedAtMs = now();
    },
  };
}

const calendars = (timeZone: string): PlannedCalendar[] => [
  {
    id: workId,
    summary: 'Work',
    timeZone,
    colorId: '16',
    backgroundColor: '#4986e7',
    primary: true,
    defaultReminders: [{ method: 'popup', minutes: 10 }],
  },
  {
    id: personalId,
    summary: 'Personal',
    timeZone,
    colorId: '8',
    backgroundColor: '#16a765',
    defaultReminders: [{ method: 'popup', minutes: 30 }],
  },
  {
    id: teamId,
    summary: 'Orchard team',
    summaryOverride: 'Team',
    timeZone: 'Europe/Lisbon',
    colorId: '24',
    backgroundColor: '#a47ae2',
    accessRole: 'reader',
    defaultReminders: [],
  },
];

/** Makes the model's calendars match the plan for this day; writes only what differs. */
function applyPlan(model: CalendarModel, anchor: Anchor): void {
  if (model.find(workId, quickSyncId)) model.delete(workId, quickSyncId);
  for (const planned of [...workPlan(anchor), ...privatePlan(anchor)]) {
    const { calendarId, id, fields } = planned;
    if (!model.find(calendarId, id)) model.insert(calendarId, { ...fields, id });
    else correct(model, calendarId, id, fields);
    settleInstances(model, planned);
  }
}

function settleInstances(
  model: CalendarModel,
  { calendarId, id, fields, instances = [] }: PlannedEvent,
): void {
  if (!fields.recurrence) return;
  const { exceptions, cancelled } = model.truth(calendarId);
  const planned = new Set(instances.map((one) => one.slot));
  const changed: number[] = [];
  const gone = cancelled.filter((one) => one.masterId === id).map((one) => one.slot);
  for (const one of exceptions) {
    const slot = filledSlot(one);
    const isPlain = slotOf(one.start) === slot && one.summary === fields.summary;
    if (one.recurringEventId === id && !isPlain) changed.push(slot);
  }
  // Google keeps every exception; those of an earlier day are reset to what the series says.
  for (const slot of [...changed, ...gone])
    if (!planned.has(slot)) model.restoreInstance(calendarId, id, slot);
  for (const { slot, change } of instances) {
    const isGone = gone.includes(slot);
    if (change === 'cancelled') {
      if (!isGone) model.cancelInstance(calendarId, id, slot);
    } else if (isGone || !changed.includes(slot)) model.changeInstance(calendarId, id, slot, change);
  }
}

function correct(model: CalendarModel, calendarId: string, id: string, fields: EventFields): void {
  const current = model.find(calendarId, id) as unknown as Record<string, unknown>;
  const differing = Object.entries(fields).filter(
    ([name, value]) => JSON.stringify(current[name]) !== JSON.stringify(value),
  );
  if (differing.length > 0) model.patch(calendarId, id, Object.fromEntries(differing));
}

/** The changes in order; they are then undone in the same order. */
function scriptedChanges(
  model: CalendarModel,
  anchor: Anchor,
  nowMs: number,
): readonly { readonly make: () => void; readonly takeBack: () => void }[] {
  const edit = (id: string, fields: EventFields) => () => void model.patch(workId, id, fields);
  const answer = (id: string, who: string, is: 'accepted' | 'needsAction') => () =>
    void model.respond(workId, id, who, is);
  const day = anchor.onOrAfter(anchor.today + 1, oneOnOneTime.weekday);
  const slot = anchor.slot(day, oneOnOneTime.time);
  return [
    {
      make: () => void model.insert(workId, { ...quickSync(anchor, nowMs), id: quickSyncId }),
      takeBack: () => model.delete(workId, quickSyncId),
    },
    {
      make: () => void model.move(workId, budgetId, 15 * minuteMs),
      takeBack: () => void model.move(workId, budgetId, -15 * minuteMs),
    },
    {
      make: answer(designReviewId, emailOf('jun'), 'accepted'),
      takeBack: answer(designReviewId, emailOf('jun'), 'needsAction'),
    },
    {
      make: () => model.cancelInstance(workId, oneOnOneId, slot),
      takeBack: () => void model.restoreInstance(workId, oneOnOneId, slot),
    },
    {
      make: answer(budgetId, emailOf('priya'), 'accepted'),
      takeBack: answer(budgetId, emailOf('priya'), 'needsAction'),
    },
    {
      make: edit(quarterlyId, { summary: 'Quarterly planning (bring numbers)' }),
      takeBack: edit(quarterlyId, { summary: 'Quarterly planning' }),
    },
  ];
}

/** About an hour from now, on the hour or half-hour. */
function quickSync({ from }: Anchor, nowMs: number): EventFields {
  const start = Math.ceil((nowMs + hourMs) / (30 * minuteMs)) * 30 * minuteMs;
  return {
    summary: 'Quick sync: payment errors',
    ...from(start, 15),
    ...guests('needsAction', { jun: 'accepted' }, 'jun'),
    ...meet('hsd-wpqk-uzo', '2290416637'),
  };
}
