import { useState, type ReactNode } from 'react';
import type { Hook, HookOutcome } from '../../shared/hooks.ts';
import { problemText } from '../../shared/messages/problemText.ts';
import type { Messages } from '../../shared/messages/en.ts';
import type { Problem } from '../../shared/problems.ts';
import type { Result } from '../../shared/result.ts';
import { toLine } from '../../shared/text/plainText.ts';
import { useLive } from '../data/useLive.ts';
import { Section } from '../settings/fields.tsx';
import settings from '../settings/Settings.module.css';
import { Button } from '../ui/Button.tsx';
import { Question, useQuestion } from '../ui/Question.tsx';
import warned from '../ui/Warned.module.css';
import { agoOf } from '../ui/when.ts';
import { useWords } from '../ui/words.ts';
import { HookForm } from './HookForm.tsx';
import styles from './Hooks.module.css';

const load = (): ReturnType<typeof window.jarvis.hooks.list> => window.jarvis.hooks.list();
const onHooksChanged = (changed: () => void): (() => void) => window.jarvis.hooks.onChanged(changed);

/** The programs that run when events start, end or change. */
export const HookSettings = ({ nowMs }: { readonly nowMs: number }): ReactNode => {
  const { messages, format } = useWords();
  const words = messages.hooks;
  const { value, reload } = useLive(load, onHooksChanged);
  const [adding, setAdding] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const act = async (call: Promise<Result<readonly Hook[], Problem>>): Promise<void> => {
    const reply = await call;
    // The person's own "no" in the system's question is no failure.
    setProblem(reply.ok || reply.problem.kind === 'cancelled' ? null : reply.problem);
    reload();
  };
  const hooks = value ?? [];
  return (
    <Section title={words.programs} hint={words.programsHint} place="hooks">
      {hooks.length === 0 ? <p className={settings.item}>{words.none}</p> : null}
      {hooks.map((hook) => (
        <HookRow key={hook.id} hook={hook} nowMs={nowMs} onAct={(call) => void act(call)} onSaved={reload} />
      ))}
      <div className={settings.item}>
        {adding ? (
          <HookForm
            hook={null}
            onSaved={() => {
              setAdding(false);
              reload();
            }}
            onCancel={() => setAdding(false)}
          />
        ) : (
          <Button onClick={() => setAdding(true)}>{words.add}</Button>
        )}
        {problem === null ? null : (
          <p className={`${warned.warned} ${settings.below}`} role="alert">
            {problemText(messages, problem, format).sentence}
          </p>
        )}
      </div>
    </Section>
  );
};

interface HookRowProps {
  readonly hook: Hook;
  readonly nowMs: number;
  readonly onAct: (call: Promise<Result<readonly Hook[], Problem>>) => void;
  readonly onSaved: () => void;
}

const HookRow = ({ hook, nowMs, onAct, onSaved }: HookRowProps): ReactNode => {
  const { messages } = useWords();
  const words = messages.hooks;
  const { asking, setAsking, button } = useQuestion();
  const [editing, setEditing] = useState(false);
  const { id, event, minutes, program, args, on, isRunning, lastRun } = hook;
  const name = toLine(program.split(/[\\/]/).at(-1) ?? program);
  if (editing)
    return (
      <div className={settings.item}>
        <HookForm
          hook={hook}
          onSaved={() => {
            setEditing(false);
            onSaved();
          }}
          onCancel={() => setEditing(false)}
        />
      </div>
    );
  if (asking)
    return (
      <Question
        className={settings.item}
        label={words.removeQuestion(name)}
        onCallOff={() => setAsking(false)}
      >
        <span className={settings.words}>
          <strong>{words.removeQuestion(name)}</strong>
        </span>
        <Button onClick={() => setAsking(false)} autoFocus>
          {messages.app.cancel}
        </Button>
        <Button look="danger" onClick={() => onAct(window.jarvis.hooks.remove({ id }))}>
          {words.remove}
        </Button>
      </Question>
    );
  return (
    <div className={settings.item}>
      <span className={settings.words}>
        <strong>{words.when[event](minutes)}</strong>
        <small className={styles.command}>{[program, ...args].map(toLine).join('  ')}</small>
        <LastRun hook={hook} nowMs={nowMs} />
      </span>
      <input
        type="checkbox"
        className={settings.switch}
        aria-label={words.runOf(name)}
        checked={on}
        onChange={({ target }) => onAct(window.jarvis.hooks.setOn({ id, on: target.checked }))}
      />
      <span className={styles.buttons}>
        <Button
          size="small"
          aria-label={isRunning ? undefined : words.testOf(name)}
          aria-busy={isRunning}
          onClick={() => (isRunning ? undefined : onAct(window.jarvis.hooks.test({ id })))}
        >
          {isRunning ? words.testing : words.test}
        </Button>
        <Button size="small" aria-label={words.editOf(name)} onClick={() => setEditing(true)}>
          {words.edit}
        </Button>
        <Button ref={button} size="small" aria-label={words.removeOf(name)} onClick={() => setAsking(true)}>
          {words.remove}
        </Button>
      </span>
      {lastRun === null || lastRun.outcome.kind === 'succeeded' ? null : (
        <p className={`${warned.warned} ${settings.below}`}>{outcomeText(lastRun.outcome, messages)}</p>
      )}
    </div>
  );
};

const LastRun = ({ hook, nowMs }: Pick<HookRowProps, 'hook' | 'nowMs'>): ReactNode => {
  const { messages, format } = useWords();
  const words = messages.hooks;
  const { lastRun, on } = hook;
  if (lastRun === null) return <small role="status">{on ? words.neverRun : words.off}</small>;
  const when = agoOf(Date.parse(lastRun.at), nowMs, { messages, format });
  return (
    <small role="status">
      {lastRun.isTest ? words.lastTest(when) : words.lastRun(when)}
      {lastRun.outcome.kind === 'succeeded' ? ` · ${words.succeeded}` : ''}
      {on ? '' : ` · ${words.off}`}
    </small>
  );
};

const outcomeText = (outcome: HookOutcome, { hooks: { outcomes, succeeded } }: Messages): string => {
  switch (outcome.kind) {
    case 'succeeded':
      return succeeded;
    case 'failed':
      return outcomes.failed(outcome.code);
    case 'killed':
      return outcomes.killed(outcome.signal);
    case 'notStarted':
      return outcomes.notStarted[outcome.cause];
    default:
      return outcomes[outcome.kind];
  }
};
