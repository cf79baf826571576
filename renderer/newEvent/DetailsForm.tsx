import type { ReactNode } from 'react';
import type { Calendar } from '../../shared/model.ts';
import { MINUTE_MS } from '../../shared/durations.ts';
import { startMsOf } from '../../shared/text/days.ts';
import { repeatText } from '../../shared/text/repeatText.ts';
import {
  LONGEST_DESCRIPTION,
  LONGEST_PLACE,
  LONGEST_TITLE,
  MOST_GUESTS,
  type DraftTime,
} from '../../shared/writing.ts';
import { Field, SelectField, TextField } from '../ui/Field.tsx';
import { useWords } from '../ui/words.ts';
import { readGuestText, type EventForm, type LineField, type LineFields } from './eventForm.ts';
import {
  asAllDay,
  endingAt,
  eventTimes,
  firstDay,
  lastDay,
  onDay,
  startingAt,
  untilDay,
} from './localTime.ts';
import styles from './NewEvent.module.css';
import { offeredRules, repeatOf, ruleOnDay } from './rules.ts';

interface DetailsFormProps {
  readonly form: EventForm;
  readonly fields: LineFields;
  readonly calendars: readonly Calendar[];
  readonly calendar: Calendar;
  readonly accountName: (calendar: Calendar) => string | null;
  readonly onForm: (part: Partial<EventForm>) => void;
  readonly onField: <Name extends LineField>(field: Name, value: LineFields[Name]) => void;
}

const reminderChoices = [0, 5, 10, 30, 60, 24 * 60];

/** Everything that the line can say, and what it cannot. */
export const DetailsForm = (props: DetailsFormProps): ReactNode => {
  const { form, fields, calendars, calendar, accountName, onForm, onField } = props;
  const { messages, format } = useWords();
  const texts = messages.newEvent;
  const guests = form.guestText ?? fields.guests.join(', ');
  const read = readGuestText(guests);
  const guestProblem =
    read.kind === 'invalid'
      ? texts.guestsInvalid(read.text)
      : read.kind === 'tooMany'
        ? texts.tooManyGuests(MOST_GUESTS)
        : null;
  return (
    <div className={styles.details}>
      <Field
        label={texts.eventTitle}
        spellCheck
        dir="auto"
        maxLength={LONGEST_TITLE}
        value={fields.title}
        onChange={({ target }) => onField('title', target.value)}
      />
      <WhenFields fields={fields} onField={onField} />
      <RepeatChoice fields={fields} onField={onField} />
      <SelectField
        label={texts.calendar}
        value={`${calendar.accountId}\n${calendar.id}`}
        onChange={({ target }) => {
          const chosen = calendars[target.selectedIndex];
          if (chosen !== undefined)
            onForm({ calendar: { accountId: chosen.accountId, calendarId: chosen.id } });
        }}
      >
        {calendars.map((each) => {
          const account = accountName(each);
          return (
            <option key={`${each.accountId}\n${each.id}`} value={`${each.accountId}\n${each.id}`}>
              {account === null ? each.name : `${each.name} (${account})`}
            </option>
          );
        })}
      </SelectField>
      <Field
        label={texts.guests}
        hint={guestProblem ?? texts.guestsHint}
        inputMode="email"
        aria-invalid={guestProblem !== null}
        value={guests}
        onChange={({ target }) => onForm({ guestText: target.value })}
      />
      <Field
        label={texts.place}
        spellCheck
        dir="auto"
        maxLength={LONGEST_PLACE}
        value={fields.place}
        onChange={({ target }) => onField('place', target.value)}
      />
      <label className={styles.check}>
        <input
          type="checkbox"
          checked={form.addMeet}
          onChange={({ target }) => onForm({ addMeet: target.checked })}
        />
        {texts.addMeet}
      </label>
      <SelectField
        label={texts.reminders}
        value={form.reminder ?? 'default'}
        onChange={({ target }) =>
          onForm({ reminder: target.value === 'default' ? null : Number(target.value) })
        }
      >
        <option value="default">{texts.remindersDefault}</option>
        <option value={-1}>{texts.remindersNone}</option>
        {reminderChoices.map((minutes) => (
          <option key={minutes} value={minutes}>
            {texts.reminderBefore(format.duration(minutes * MINUTE_MS))}
          </option>
        ))}
      </SelectField>
      <TextField
        label={texts.description}
        rows={3}
        dir="auto"
        maxLength={LONGEST_DESCRIPTION}
        value={form.description}
        onChange={({ target }) => onForm({ description: target.value })}
      />
    </div>
  );
};

type FieldProps = Pick<DetailsFormProps, 'fields' | 'onField'>;

const WhenFields = ({ fields, onField }: FieldProps): ReactNode => {
  const { messages, format } = useWords();
  const texts = messages.newEvent;
  const { when, repeat } = fields;
  const change = (next: DraftTime): void => {
    onField('when', next);
    // A weekly event moves to the new weekday.
    const moved = repeat === null ? null : ruleOnDay(repeat, firstDay(when), firstDay(next));
    if (moved !== repeat) onField('repeat', moved);
  };
  const [first, last] = [firstDay(when), lastDay(when)];
  return (
    <>
      <div className={styles.when}>
        <Field
          label={texts.date}
          type="date"
          required
          value={first}
          onChange={({ target }) => target.value !== '' && change(onDay(when, target.value))}
        />
        {when.allDay ? (
          <Field
            label={texts.endDate}
            type="date"
            required
            min={first}
            value={last}
            onChange={({ target }) => target.value !== '' && change(untilDay(when, target.value))}
          />
        ) : (
          <>
            <Field
              label={texts.start}
              type="time"
              required
              value={when.start.slice(11, 16)}
              onChange={({ target }) => target.value !== '' && change(startingAt(when, target.value))}
            />
            <Field
              label={texts.end}
              type="time"
              required
              value={when.end.slice(11, 16)}
              onChange={({ target }) => target.value !== '' && change(endingAt(when, target.value))}
            />
          </>
        )}
      </div>
      <label className={styles.check}>
        <input
          type="checkbox"
          checked={when.allDay}
          onChange={({ target }) => change(asAllDay(when, target.checked, format.timeZone))}
        />
        {texts.allDay}
      </label>
    </>
  );
};

const RepeatChoice = ({ fields, onField }: FieldProps): ReactNode => {
  const { messages, format } = useWords();
  const { when, repeat } = fields;
  const offered = offeredRules(firstDay(when));
  const rules = repeat === null || offered.includes(repeat) ? offered : [repeat, ...offered];
  const startMs = startMsOf(eventTimes(when).start, format.timeZone);
  return (
    <SelectField
      label={messages.newEvent.repeat}
      value={repeat ?? ''}
      onChange={({ target }) => onField('repeat', target.value === '' ? null : target.value)}
    >
      <option value="">{messages.newEvent.repeatNone}</option>
      {rules.map((rule) => (
        <option key={rule} value={rule}>
          {repeatText(repeatOf(rule, when), messages, format, startMs)}
        </option>
      ))}
    </SelectField>
  );
};
