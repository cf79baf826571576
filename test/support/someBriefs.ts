/** Briefs for tests and for looking at the window. */
import type { Brief, BriefMeeting } from '../../shared/brief.ts';
import type { CalendarId, EventId, EventTime } from '../../shared/model.ts';

export const emptyBrief: Brief = {
  limits: [],
  isKept: true,
  lookedAt: null,
  last: [],
  changed: [],
  needed: [],
};

export const briefMeeting = (title: string, at: string, more: Partial<BriefMeeting> = {}): BriefMeeting => ({
  title,
  isPrivate: false,
  start: timed(at),
  ref: { calendarId: 'work@example.com' as CalendarId, eventId: `past ${title}` as EventId },
  ...more,
});
const timed = (at: string): EventTime => ({ kind: 'timed', ms: Date.parse(at), zone: 'Europe/Berlin' });
const people = (...names: string[]) => ({ names, more: 0 });

const lastReview = briefMeeting('Design review', '2026-11-17T09:00Z');

/** A line of every kind. `long`: a text that is too long for any place. */
export const fullBrief = (long: string): Brief => ({
  limits: [],
  isKept: true,
  lookedAt: '2026-11-23T15:05:00.000Z',
  changed: [
    {
      kind: 'changed',
      what: {
        kind: 'moved',
        from: { start: timed('2026-11-24T08:30Z'), end: timed('2026-11-24T09:15Z') },
        to: { start: timed('2026-11-24T09:00Z'), end: timed('2026-11-24T09:45Z') },
      },
      from: null,
    },
    { kind: 'changed', what: { kind: 'placeChanged', from: 'Apple Room', to: long }, from: null },
    { kind: 'guestsChanged', added: people('Jun Park', 'שרה לוי'), removed: people('Sam Hill'), from: null },
    {
      kind: 'descriptionChanged',
      lines: [
        { kind: 'removed', text: 'Draft B: two steps' },
        { kind: 'added', text: 'Draft B: three steps' },
        { kind: 'added', text: `مسودة جديدة ${long}` },
      ],
      more: 3,
      from: null,
    },
    { kind: 'attachmentsChanged', added: people('Checkout drafts'), removed: people(), from: null },
  ],
  needed: [
    { kind: 'unanswered', from: null },
    { kind: 'collides', from: briefMeeting('Hiring panel: debrief', '2026-11-24T09:30Z') },
    {
      kind: 'tightWay',
      minutes: 15,
      leave: 'Main Street 4',
      reach: 'Café Quince',
      from: briefMeeting(long, '2026-11-24T08:00Z'),
    },
    {
      kind: 'document',
      name: 'Checkout drafts',
      host: 'docs.example.com',
      link: { kind: 'attachment', index: 0 },
      from: null,
    },
    {
      kind: 'document',
      name: long,
      host: 'example.com',
      link: { kind: 'description', index: 0 },
      from: null,
    },
    { kind: 'agenda', items: ['Open questions', long, 'הערות אחרונות'], more: 4, from: null },
    { kind: 'place', place: 'Pear Room, 3rd floor', online: true, from: null },
    { kind: 'dialIn', label: '+49 30 1234567', code: '123 456', from: null },
  ],
  last: [
    { kind: 'lastOccurrence', there: people('Priya Rao', 'Jun Park'), from: lastReview },
    { kind: 'newInSeries', people: people('Grace Murray'), from: lastReview },
    { kind: 'newToMe', people: { names: ['Noor Aziz'], more: 2 }, days: 212, from: null },
    { kind: 'metBefore', count: 12, atLeast: false, days: 212, from: null },
    {
      kind: 'earlierMeeting',
      together: people('Priya Rao'),
      from: briefMeeting('Research read-out', '2026-11-20T12:00Z'),
    },
    { kind: 'earlierMeeting', together: people('Jun Park'), from: briefMeeting(long, '2026-11-12T12:00Z') },
    {
      kind: 'earlierMeeting',
      together: people('Priya Rao'),
      from: briefMeeting('', '2026-10-02T12:00Z', { isPrivate: true, ref: null }),
    },
  ],
});

export const privateBrief: Brief = {
  ...emptyBrief,
  limits: ['private'],
  last: [{ kind: 'lastOccurrence', there: null, from: { ...lastReview, title: '', isPrivate: true } }],
};
export const hiddenBrief: Brief = {
  ...emptyBrief,
  limits: ['guestsHidden'],
  last: [{ kind: 'noLastOccurrence', days: 30, from: null }],
};
export const manyGuestsBrief: Brief = {
  ...emptyBrief,
  isKept: false,
  lookedAt: '2026-11-24T08:00:00.000Z',
  changed: [
    {
      kind: 'guestsChanged',
      added: { names: Array.from({ length: 5 }, (_, n) => `Guest number ${n}`), more: 195 },
      removed: { names: [], more: 0 },
      from: null,
    },
  ],
};
