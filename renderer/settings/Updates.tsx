import type { ReactNode } from 'react';
import type { Messages } from '../../shared/messages/en.ts';
import type { Settings } from '../../shared/settings.ts';
import type { UpdateState } from '../../shared/updates.ts';
import { useUpdates } from '../data/useApp.ts';
import { Button } from '../ui/Button.tsx';
import { useWords } from '../ui/words.ts';
import { Fact, Switch } from './fields.tsx';
import styles from './Settings.module.css';

export interface UpdatesProps {
  readonly settings: Settings | null;
  readonly change: (part: Partial<Settings>) => void;
  readonly nowMs: number;
}

/** Whether the app updates itself, and the progress of an update. */
export const Updates = ({ settings, change, nowMs }: UpdatesProps): ReactNode => {
  const { messages, format } = useWords();
  const words = messages.updates;
  const state = useUpdates();
  if (state === null || settings === null) return null;
  const supported = state.kind !== 'unsupported';
  return (
    <>
      {supported ? (
        <Switch
          label={words.automatic}
          hint={words.automaticHint}
          on={settings.automaticUpdates}
          onChange={(automaticUpdates) => change({ automaticUpdates })}
        />
      ) : null}
      <Fact
        label={words.title}
        hint={
          <span role="status">
            {updateText(state, words, (iso) => format.relative(Date.parse(iso), nowMs))}
          </span>
        }
      >
        {state.kind === 'ready' ? (
          <Button look="primary" onClick={() => void window.jarvis.updates.install()}>
            {words.install}
          </Button>
        ) : state.kind === 'newest' || state.kind === 'failed' ? (
          <Button onClick={() => void window.jarvis.updates.check()}>{words.check}</Button>
        ) : null}
      </Fact>
      {state.kind === 'ready' && state.notes !== '' ? (
        <details className={styles.notes}>
          <summary>{words.notes}</summary>
          <p dir="auto">{state.notes}</p>
        </details>
      ) : null}
    </>
  );
};

const updateText = (state: UpdateState, words: Messages['updates'], at: (iso: string) => string): string => {
  switch (state.kind) {
    case 'unsupported':
      return words[state.why];
    case 'newest':
      return state.checkedAt === null ? words.notAsked : words.newest(at(state.checkedAt));
    case 'checking':
      return words.checking;
    case 'fetching':
      return words.fetching(state.version, state.percent);
    case 'ready':
      return words.ready(state.version);
    case 'failed':
      return words.failed(at(state.at));
  }
};
