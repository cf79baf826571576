import { useCallback, useState, type ReactNode } from 'react';
import { hasCondition, LONGEST_RULE_TEXT, type AttentionRule } from '../../shared/attention.ts';
import { eventTypes, type Calendar, type EventType } from '../../shared/model.ts';
import { displayTitle } from '../../shared/text/displayTitle.ts';
import { onAgendaChanged, useLive } from '../data/useLive.ts';
import { Button } from '../ui/Button.tsx';
import { Field } from '../ui/Field.tsx';
import warned from '../ui/Warned.module.css';
import { useWords } from '../ui/words.ts';
import { Choice, FewChoice } from './fields.tsx';
import styles from './RuleForm.module.css';
import { ruleSentence } from './ruleSentence.ts';

interface RuleFormProps {
  readonly rule: AttentionRule;
  readonly calendars: readonly Calendar[];
  readonly onSave: (rule: AttentionRule) => void;
  readonly onCancel: () => void;
}

const flags = ['free', 'alone', 'unanswered', 'allDay'] as const;

/** Edits a rule, and shows what it would match. */
export const RuleForm = (props: RuleFormProps): ReactNode => {
  const { calendars, onSave, onCancel } = props;
  const { messages } = useWords();
  const words = messages.attention;
  const [rule, setRule] = useState(props.rule);
  const [tried, setTried] = useState(false);
  const edit = (change: Partial<AttentionRule>): void => setRule({ ...rule, ...change });
  const chosen = calendars.findIndex(
    ({ accountId, id }) => accountId === rule.calendar?.accountId && id === rule.calendar.calendarId,
  );
  return (
    <form
      className={styles.form}
      aria-label={
        hasCondition(props.rule)
          ? words.editRule(ruleSentence(props.rule, calendars, messages))
          : words.newRule
      }
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (hasCondition(rule)) onSave(rule);
      }}
    >
      <div className={styles.texts}>
        <Field
          label={words.words}
          hint={words.wordsHint}
          value={rule.words}
          maxLength={LONGEST_RULE_TEXT}
          // oxlint-disable-next-line jsx-a11y/no-autofocus
          autoFocus
          onChange={({ target }) => edit({ words: target.value })}
        />
        <Field
          label={words.organizer}
          hint={words.organizerHint}
          value={rule.organizer}
          maxLength={LONGEST_RULE_TEXT}
          onChange={({ target }) => edit({ organizer: target.value })}
        />
      </div>
      <Choice
        label={words.calendar}
        value={String(chosen)}
        options={[
          ['-1', words.anyCalendar],
          ...calendars.map(({ name }, index) => [String(index), name] as const),
        ]}
        onChange={(value) => {
          const calendar = calendars[Number(value)];
          edit({
            calendar:
              calendar === undefined ? null : { accountId: calendar.accountId, calendarId: calendar.id },
          });
        }}
      />
      <Choice<EventType | 'any'>
        label={words.type}
        value={rule.eventType ?? 'any'}
        options={[
          ['any', words.anyType],
          ...eventTypes.map((type) => [type, messages.agenda.eventTypes[type]] as const),
        ]}
        onChange={(type) => edit({ eventType: type === 'any' ? null : type })}
      />
      <fieldset className={styles.flags}>
        <legend>{words.only}</legend>
        {flags.map((flag) => (
          <label key={flag}>
            <input
              type="checkbox"
              checked={rule[flag]}
              onChange={({ target }) => edit({ [flag]: target.checked })}
            />
            {words.conditions[flag]}
          </label>
        ))}
      </fieldset>
      <FewChoice
        label={words.level}
        value={rule.level}
        options={[
          ['muted', words.levelNames.muted],
          ['hidden', words.levelNames.hidden],
        ]}
        onChange={(level) => edit({ level })}
      />
      {hasCondition(rule) ? <Matches rule={rule} /> : null}
      {tried && !hasCondition(rule) ? (
        <p className={warned.warned} role="alert">
          {words.needsCondition}
        </p>
      ) : null}
      <div className={styles.buttons}>
        <Button type="submit" look="primary">
          {words.save}
        </Button>
        <Button onClick={onCancel}>{words.cancel}</Button>
      </div>
    </form>
  );
};

const mostListed = 5;

/** The events of the next four weeks that the rule matches. */
const Matches = ({ rule }: { readonly rule: AttentionRule }): ReactNode => {
  const { messages, format } = useWords();
  const load = useCallback(() => window.jarvis.attention.preview({ rule }), [rule]);
  const { value } = useLive(load, onAgendaChanged);
  if (value === null) return null;
  return (
    <div className={styles.matches} role="status">
      <p>{messages.attention.preview(value.total)}</p>
      <ul>
        {value.occurrences.slice(0, mostListed).map((occurrence) => {
          const { start, eventId } = occurrence;
          const date = start.kind === 'date' ? start.date : format.dateOf(start.ms);
          return (
            <li key={`${eventId} ${date}`}>
              <span>{format.shortDate(date)}</span>
              <bdi>{displayTitle(occurrence, messages)}</bdi>
            </li>
          );
        })}
      </ul>
    </div>
  );
};
