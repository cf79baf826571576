/**
 * The state of the form: what the typed line says, and what the person chose in the fields below it. A field that was
 * changed by hand keeps its value until the line says something new about it. Pure.
 */
import { MINUTE_MS } from '../../shared/durations.ts';
import type { Calendar } from '../../shared/model.ts';
import type { QuickLine } from '../../shared/quickAdd.ts';
import {
  MOST_GUESTS,
  type CalendarChoice,
  type CreateDraft,
  type DraftTime,
  type WritingState,
} from '../../shared/writing.ts';
import { localOf } from './localTime.ts';

/** What both the line and the form can say. */
export type LineFields = Pick<QuickLine, 'title' | 'when' | 'repeat' | 'guests' | 'place'>;
export type LineField = keyof LineFields;

/** A value that was chosen by hand, and what the line said then. */
interface Chosen<Value> {
  readonly value: Value;
  readonly over: string;
}
export type ChosenFields = { readonly [Field in LineField]?: Chosen<LineFields[Field]> };

export interface EventForm {
  readonly line: string;
  readonly chosen: ChosenFields;
  /** As typed: addresses between commas. Null: the guests are those of the line. */
  readonly guestText: string | null;
  readonly calendar: CalendarChoice | null;
  readonly description: string;
  readonly addMeet: boolean;
  /** Minutes before the start; null: the calendar's default; −1: none. */
  readonly reminder: number | null;
}

export const emptyForm: EventForm = {
  line: '',
  chosen: {},
  guestText: null,
  calendar: null,
  description: '',
  addMeet: false,
  reminder: null,
};

export const isEmptyForm = (form: EventForm): boolean => JSON.stringify(form) === JSON.stringify(emptyForm);

/** Returns the form as text for `edits.saveDraft`. */
export const formText = (form: EventForm): string => JSON.stringify({ version: 1, ...form });

/** Returns the form that such a text describes; null for any other text. */
export const formOf = (text: string): EventForm | null => {
  try {
    const { version, ...form } = JSON.parse(text) as EventForm & { readonly version: unknown };
    return version === 1 && typeof form.line === 'string' ? { ...emptyForm, ...form } : null;
  } catch {
    return null;
  }
};

/** Chooses a field by hand. */
export const choose = <Field extends LineField>(
  form: EventForm,
  line: QuickLine,
  field: Field,
  value: LineFields[Field],
): EventForm => ({
  ...form,
  chosen: { ...form.chosen, [field]: { value, over: JSON.stringify(line[field]) } },
});

/** Returns what the event will be. */
export const fieldsOf = (form: EventForm, line: QuickLine): LineFields => {
  const field = <Field extends LineField>(name: Field): LineFields[Field] => {
    const chosen = form.chosen[name] as Chosen<LineFields[Field]> | undefined;
    return chosen !== undefined && chosen.over === JSON.stringify(line[name]) ? chosen.value : line[name];
  };
  return {
    title: field('title'),
    when: field('when'),
    repeat: field('repeat'),
    guests: field('guests'),
    place: field('place'),
  };
};

const address = /^[^\s@<>,;"]{1,64}@[^\s@<>,;"]{1,189}\.[^\s@<>,;".]{1,63}$/u;

export type GuestList =
  | { readonly kind: 'list'; readonly guests: readonly string[] }
  | { readonly kind: 'invalid'; readonly text: string }
  | { readonly kind: 'tooMany' };

/** Reads typed addresses; `Name <address>` is accepted. */
export const readGuestText = (text: string): GuestList => {
  const found = new Set<string>();
  for (const part of text.split(/[,;\n]/u)) {
    const typed = part.trim();
    if (typed === '') continue;
    const mail = (/<([^<>]*)>$/u.exec(typed)?.[1] ?? typed).toLowerCase();
    if (!address.test(mail)) return { kind: 'invalid', text: typed };
    found.add(mail);
  }
  return found.size > MOST_GUESTS ? { kind: 'tooMany' } : { kind: 'list', guests: [...found] };
};

/** Returns the calendars that events can be created in: shown, and within what was allowed [W6]. */
export const writableCalendars = (
  calendars: readonly Calendar[],
  { accounts }: WritingState,
): readonly Calendar[] =>
  calendars.filter(({ accountId, accessRole, visible }) => {
    const account = accounts.find((each) => each.accountId === accountId);
    if (account?.on !== true || !visible) return false;
    return accessRole === 'owner' || (account.reach === 'every' && accessRole === 'writer');
  });

/** Returns the calendar for a new event: the chosen one, the person's default, or their own. */
export const calendarFor = (
  writable: readonly Calendar[],
  ...choices: readonly (CalendarChoice | null)[]
): Calendar | null => {
  for (const choice of choices) {
    const found = writable.find(
      ({ accountId, id }) => accountId === choice?.accountId && id === choice.calendarId,
    );
    if (found !== undefined) return found;
  }
  return writable.find(({ primary }) => primary) ?? writable[0] ?? null;
};

export const draftOf = (form: EventForm, fields: LineFields, calendar: Calendar): CreateDraft => ({
  kind: 'create',
  accountId: calendar.accountId,
  calendarId: calendar.id,
  ...fields,
  description: form.description,
  addMeet: form.addMeet,
  reminders:
    form.reminder === null ? null : form.reminder < 0 ? [] : [{ method: 'popup', minutes: form.reminder }],
});

const MEETING_MINUTES = 30;

/** Returns a meeting that starts now. */
export const meetingNow = (title: string, calendar: Calendar, nowMs: number, zone: string): CreateDraft => {
  const start = localOf(nowMs, zone);
  const end = localOf(nowMs + MEETING_MINUTES * MINUTE_MS, zone);
  const when: DraftTime = { allDay: false, start, end, zone };
  const fields = { title, when, repeat: null, guests: [], place: '' };
  return { ...draftOf(emptyForm, fields, calendar), addMeet: true };
};
