import type { ReactNode } from 'react';
import type { BrowserChoice, InstalledBrowser } from '../../shared/browsers.ts';
import type { Messages } from '../../shared/messages/en.ts';
import type { AccountId } from '../../shared/model.ts';
import type { Settings } from '../../shared/settings.ts';
import { accountName, type Accounts } from '../data/useAccounts.ts';
import { useLive } from '../data/useLive.ts';
import { useWords } from '../ui/words.ts';
import { Choice, Section } from './fields.tsx';

const loadBrowsers = (): ReturnType<typeof window.jarvis.browsers.list> => window.jarvis.browsers.list();

const valueOf = (browser: string, profile: string | null): string => JSON.stringify([browser, profile]);
const systemBrowser = '';

type Option = readonly [value: string, label: string];

const optionsFor = (
  browsers: readonly InstalledBrowser[],
  chosen: BrowserChoice | undefined,
  words: Messages['browsers'],
): readonly Option[] => {
  const installed = browsers.flatMap(({ id, name, profiles }): readonly Option[] => [
    [valueOf(id, null), name],
    ...profiles.map((profile): Option => [valueOf(id, profile.id), words.profile(name, profile.name)]),
  ]);
  const value = chosen === undefined ? systemBrowser : valueOf(chosen.browser, chosen.profile);
  const isThere = value === systemBrowser || installed.some(([each]) => each === value);
  return [[systemBrowser, words.system], ...installed, ...(isThere ? [] : [[value, words.gone] as const])];
};

interface BrowserSettingsProps {
  readonly settings: Settings;
  readonly change: (part: Partial<Settings>) => void;
  readonly accounts: Accounts;
}

/** Which browser, and which of its profiles, opens the links of each account. Nothing if there is no choice. */
export const BrowserSettings = ({ settings, change, accounts }: BrowserSettingsProps): ReactNode => {
  const { messages } = useWords();
  const words = messages.browsers;
  const browsers = useLive(loadBrowsers).value;
  const list = accounts.accounts ?? [];
  if (browsers === null || list.length === 0) return null;
  if (browsers.length === 0 && settings.browsers.length === 0) return null;
  const choose = (accountId: AccountId, value: string): void => {
    const others = settings.browsers.filter((each) => each.accountId !== accountId);
    if (value === systemBrowser) return change({ browsers: others });
    const [browser, profile] = JSON.parse(value) as [string, string | null];
    change({ browsers: [...others, { accountId, browser, profile }] });
  };
  return (
    <Section title={words.title} hint={words.hint} place="browsers">
      {list.map((account) => {
        const chosen = settings.browsers.find(({ accountId }) => accountId === account.id);
        return (
          <Choice
            key={account.id}
            label={accountName(account, messages)}
            value={chosen === undefined ? systemBrowser : valueOf(chosen.browser, chosen.profile)}
            options={optionsFor(browsers, chosen, words)}
            onChange={(value) => choose(account.id, value)}
          />
        );
      })}
    </Section>
  );
};
