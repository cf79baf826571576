import type { ReactNode } from 'react';
import type { AssistantCall } from '../../shared/assistants.ts';
import type { Calendar } from '../../shared/model.ts';
import type { Settings } from '../../shared/settings.ts';
import { accountName, type Accounts } from '../data/useAccounts.ts';
import { useLive } from '../data/useLive.ts';
import { useWords } from '../ui/words.ts';
import { Fact, Section, Switch } from './fields.tsx';
import styles from './Settings.module.css';

interface AssistantSettingsProps {
  readonly settings: Settings;
  readonly change: (part: Partial<Settings>) => void;
  readonly accounts: Accounts;
}

/** What AI assistants may read, and what they asked for. */
export const AssistantSettings = ({ settings, change, accounts }: AssistantSettingsProps): ReactNode => {
  const { messages } = useWords();
  const words = messages.assistants;
  const calendars = (accounts.calendars ?? []).filter(({ visible }) => visible);
  const isShared = ({ accountId, id }: Calendar): boolean =>
    settings.assistantCalendars.some((each) => each.accountId === accountId && each.calendarId === id);
  /** Calendars that are gone or hidden lose their permission with the next choice. */
  const share = (chosen: Calendar, on: boolean): void =>
    change({
      assistantCalendars: calendars
        .filter((each) => (each === chosen ? on : isShared(each)))
        .map(({ accountId, id }) => ({ accountId, calendarId: id })),
    });
  const hintOf = (calendar: Calendar): string => {
    const account = accounts.accounts?.find(({ id }) => id === calendar.accountId);
    const state = words.calendarHint[isShared(calendar) ? 'on' : 'off'];
    return account === undefined ? state : `${state} · ${accountName(account, messages)}`;
  };
  return (
    <>
      <Section title={words.calendars} hint={words.calendarsHint} place="assistants">
        {calendars.length === 0 ? <p className={styles.item}>{words.noCalendars}</p> : null}
        {calendars.map((calendar) => (
          <Switch
            key={`${calendar.accountId} ${calendar.id}`}
            label={calendar.name}
            hint={hintOf(calendar)}
            on={isShared(calendar)}
            onChange={(on) => share(calendar, on)}
          />
        ))}
      </Section>
      <Section title={words.scope} place="assistantScope">
        <Switch
          label={words.details}
          hint={words.detailsHint}
          on={settings.assistantDetails}
          onChange={(assistantDetails) => change({ assistantDetails })}
        />
        <Switch
          label={words.privateEvents}
          hint={words.privateEventsHint}
          on={settings.assistantPrivateEvents}
          onChange={(assistantPrivateEvents) => change({ assistantPrivateEvents })}
        />
      </Section>
      <Calls />
    </>
  );
};

const loadCalls = (): ReturnType<typeof window.jarvis.assistants.calls> => window.jarvis.assistants.calls();
/** The server is another program, so the list is read again when the person comes back to the window. */
const onReturn = (changed: () => void): (() => void) => {
  window.addEventListener('focus', changed);
  return () => window.removeEventListener('focus', changed);
};

const Calls = (): ReactNode => {
  const { messages, format } = useWords();
  const words = messages.assistants;
  const calls = useLive(loadCalls, onReturn).value ?? [];
  const when = ({ at }: AssistantCall): string => {
    const ms = Date.parse(at);
    return `${format.fullDate(format.dateOf(ms), '0000-01-01')}, ${format.time(ms)}`;
  };
  return (
    <Section title={words.calls} hint={words.callsHint} place="assistantCalls">
      {calls.length === 0 ? <p className={styles.item}>{words.noCalls}</p> : null}
      {calls.map((call, index) => (
        <Fact key={`${call.at} ${index}`} label={words.tools[call.tool]} hint={when(call)}>
          <span>{call.tool === 'free_time' ? '' : words.events(call.events)}</span>
        </Fact>
      ))}
    </Section>
  );
};
