import { useState, type ReactNode } from 'react';
import {
  hookEvents,
  isPlain,
  LONGEST_ARG,
  LONGEST_PROGRAM,
  MOST_ARGS,
  MOST_HOOK_MINUTES,
  type Hook,
  type HookChoice,
} from '../../shared/hooks.ts';
import { problemText } from '../../shared/messages/problemText.ts';
import type { Problem } from '../../shared/problems.ts';
import feeds from '../feeds/Feeds.module.css';
import { Button } from '../ui/Button.tsx';
import { Field, SelectField, TextField } from '../ui/Field.tsx';
import warned from '../ui/Warned.module.css';
import { useWords } from '../ui/words.ts';

interface HookFormProps {
  /** Null: a new one. */
  readonly hook: Hook | null;
  readonly onSaved: () => void;
  readonly onCancel: () => void;
}

const usualMinutes = 5;

/** Returns the arguments of a text with one on each line; null if they are too many or too long. */
const readArgs = (text: string): readonly string[] | null => {
  const args = text === '' ? [] : text.replace(/\n$/, '').split('\n');
  const isGood = args.length <= MOST_ARGS && args.every((arg) => arg.length <= LONGEST_ARG && isPlain(arg));
  return isGood ? args : null;
};

const readMinutes = (text: string): number | null => {
  const minutes = /^\d{1,4}$/.test(text.trim()) ? Number(text) : 0;
  return minutes >= 1 && minutes <= MOST_HOOK_MINUTES ? minutes : null;
};

/** When to run which program. The app asks in a dialog of the system before it keeps it. */
export const HookForm = ({ hook, onSaved, onCancel }: HookFormProps): ReactNode => {
  const { messages, format } = useWords();
  const words = messages.hooks;
  const [event, setEvent] = useState(hook?.event ?? 'start');
  const [minutes, setMinutes] = useState(String(hook?.minutes ?? usualMinutes));
  const [program, setProgram] = useState(hook?.program ?? '');
  const [args, setArgs] = useState(hook?.args.join('\n') ?? '');
  const [tried, setTried] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const chosen = readArgs(args);
  const wait = event === 'before' ? readMinutes(minutes) : (readMinutes(minutes) ?? usualMinutes);

  const save = async (): Promise<void> => {
    setTried(true);
    if (chosen === null || wait === null || program.trim() === '') return;
    const choice: HookChoice = { event, minutes: wait, program: program.trim(), args: chosen };
    const reply = await window.jarvis.hooks.save({ ...choice, ...(hook !== null && { id: hook.id }) });
    if (reply.ok) onSaved();
    else setProblem(reply.problem.kind === 'cancelled' ? null : reply.problem);
  };
  const choose = async (): Promise<void> => {
    const reply = await window.jarvis.hooks.chooseProgram();
    if (reply.ok && reply.value !== null) setProgram(reply.value);
  };
  return (
    <form
      className={feeds.form}
      aria-label={hook === null ? words.newProgram : words.edit}
      onSubmit={(submitted) => {
        submitted.preventDefault();
        void save();
      }}
    >
      <SelectField
        label={words.event}
        value={event}
        // oxlint-disable-next-line jsx-a11y/no-autofocus
        autoFocus
        onChange={({ target }) => setEvent(hookEvents.find((each) => each === target.value) ?? 'start')}
      >
        {hookEvents.map((each) => (
          <option key={each} value={each}>
            {words.events[each]}
          </option>
        ))}
      </SelectField>
      {event === 'before' ? (
        <Field
          label={words.minutes}
          hint={tried && wait === null ? words.minutesInvalid(MOST_HOOK_MINUTES) : undefined}
          value={minutes}
          inputMode="numeric"
          aria-invalid={tried && wait === null}
          onChange={({ target }) => setMinutes(target.value)}
        />
      ) : null}
      <Field
        label={words.program}
        hint={words.programHint}
        value={program}
        maxLength={LONGEST_PROGRAM}
        required
        onChange={({ target }) => setProgram(target.value)}
      />
      <div className={feeds.buttons}>
        <Button onClick={() => void choose()}>{words.choose}</Button>
      </div>
      <TextField
        label={words.args}
        hint={tried && chosen === null ? words.argsInvalid(MOST_ARGS, LONGEST_ARG) : words.argsHint}
        rows={3}
        spellCheck={false}
        value={args}
        aria-invalid={tried && chosen === null}
        onChange={({ target }) => setArgs(target.value)}
      />
      {problem === null ? null : (
        <p className={warned.warned} role="alert">
          {problemText(messages, problem, format).sentence}
        </p>
      )}
      <div className={feeds.buttons}>
        <Button type="submit" look="primary">
          {words.save}
        </Button>
        <Button onClick={onCancel}>{messages.app.cancel}</Button>
      </div>
    </form>
  );
};
