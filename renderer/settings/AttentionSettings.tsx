import { useState, type ReactNode } from 'react';
import { emptyRule, type AttentionRule, type MutedPart } from '../../shared/attention.ts';
import type { Calendar } from '../../shared/model.ts';
import type { Settings } from '../../shared/settings.ts';
import type { Accounts } from '../data/useAccounts.ts';
import { onAgendaChanged, useLive } from '../data/useLive.ts';
import { useAct } from '../ui/act.ts';
import { Button } from '../ui/Button.tsx';
import { useWords } from '../ui/words.ts';
import { Fact, Section } from './fields.tsx';
import { RuleForm } from './RuleForm.tsx';
import { nameOfCalendar, ruleSentence } from './ruleSentence.ts';
import styles from './Settings.module.css';

interface AttentionSettingsProps {
  readonly settings: Settings;
  readonly change: (part: Partial<Settings>) => void;
  readonly accounts: Accounts;
}

/** The rules that mute and hide events, and what is muted as a whole. */
export const AttentionSettings = ({ settings, change, accounts }: AttentionSettingsProps): ReactNode => {
  const { messages } = useWords();
  const words = messages.attention;
  const [edited, setEdited] = useState<AttentionRule | null>(null);
  const calendars = accounts.calendars ?? [];
  const rules = settings.attentionRules;
  const save = (rule: AttentionRule): void => {
    const isNew = rules.every(({ id }) => id !== rule.id);
    change({
      attentionRules: isNew ? [...rules, rule] : rules.map((each) => (each.id === rule.id ? rule : each)),
    });
    setEdited(null);
  };
  const form = (rule: AttentionRule): ReactNode => (
    <RuleForm
      key={rule.id}
      rule={rule}
      calendars={calendars}
      onSave={save}
      onCancel={() => setEdited(null)}
    />
  );
  return (
    <>
      <Section title={words.rules} hint={words.rulesHint} place="attention">
        {rules.length === 0 && edited === null ? <p className={styles.item}>{words.noRules}</p> : null}
        {rules.map((rule) => {
          const sentence = ruleSentence(rule, calendars, messages);
          if (edited?.id === rule.id) return form(edited);
          return (
            <Fact key={rule.id} label={sentence} hint={words.levelNames[rule.level]}>
              <Button size="small" aria-label={words.editRule(sentence)} onClick={() => setEdited(rule)}>
                {words.edit}
              </Button>
              <Button
                size="small"
                aria-label={words.removeRule(sentence)}
                onClick={() => change({ attentionRules: rules.filter((each) => each !== rule) })}
              >
                {words.remove}
              </Button>
            </Fact>
          );
        })}
        {edited !== null && rules.every(({ id }) => id !== edited.id) ? form(edited) : null}
        {edited === null ? (
          <div className={styles.item}>
            <Button onClick={() => setEdited(emptyRule(crypto.randomUUID()))}>{words.addRule}</Button>
          </div>
        ) : null}
      </Section>
      <Muted calendars={calendars} />
    </>
  );
};

const loadMuted = (): ReturnType<typeof window.jarvis.attention.muted> => window.jarvis.attention.muted();

const Muted = ({ calendars }: { readonly calendars: readonly Calendar[] }): ReactNode => {
  const act = useAct();
  const { messages } = useWords();
  const words = messages.attention;
  const muted = useLive(loadMuted, onAgendaChanged).value ?? [];
  const nameOf = (part: MutedPart): string =>
    part.scope === 'series' ? part.title : nameOfCalendar(part, calendars);
  return (
    <Section title={words.muted} place="muted">
      {muted.length === 0 ? <p className={styles.item}>{words.noneMuted}</p> : null}
      {muted.map((part) => (
        <Fact
          key={`${part.accountId} ${part.calendarId} ${part.scope === 'series' ? part.seriesId : ''}`}
          label={nameOf(part)}
          hint={part.scope === 'series' ? words.series : words.calendar}
        >
          <Button
            size="small"
            aria-label={words.unmuteNamed(nameOf(part))}
            onClick={() => act(window.jarvis.attention.unmute({ part }))}
          >
            {words.unmute}
          </Button>
        </Fact>
      ))}
    </Section>
  );
};
