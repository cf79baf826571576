import type { ReactNode } from 'react';
import type { AppInfo } from '../../shared/contract.ts';
import type { ProblemDo } from '../../shared/messages/problemText.ts';
import type { Problem } from '../../shared/problems.ts';
import type { Accounts } from '../data/useAccounts.ts';
import type { SettingsState } from '../data/useSettings.ts';
import type { Sync } from '../data/useSync.ts';
import type { SettingsPlace } from '../settings/SettingsPage.tsx';
import { KeyringNotice, ProblemNotices } from './Notices.tsx';
import { TrayNotice } from './TrayNotice.tsx';
import { UpdateNotice } from './UpdateNotice.tsx';

interface StandingNoticesProps {
  readonly info: AppInfo | null;
  readonly settings: SettingsState;
  readonly accounts: Accounts;
  readonly sync: Pick<Sync, 'request'>;
  readonly problems: readonly Problem[];
  readonly nowMs: number;
  readonly onShowSettings: (place: SettingsPlace) => void;
}

/** News, questions and problems that stay above the status bar until they are dealt with. */
export const StandingNotices = (props: StandingNoticesProps): ReactNode => {
  const { info, settings, accounts, sync, problems, nowMs, onShowSettings } = props;
  const { settings: chosen, change } = settings;
  const asksForStorage =
    info?.keyring === 'none' &&
    chosen?.tokenStorage === 'ask' &&
    accounts.accounts?.some((account) => account.kind === 'google') === true;
  const doAbout = (what: ProblemDo, problem: Problem): void => {
    if (what === 'syncNow') sync.request();
    else if (what === 'signIn')
      accounts.connectGoogle(problem.kind === 'signInRequired' ? problem.accountId : undefined);
    else if (what === 'chooseClientFile') accounts.chooseClientFile();
    else if (what === 'decideSweep') onShowSettings('sync');
    else onShowSettings(what === 'chooseCalendars' ? 'calendars' : 'tokenStorage');
  };
  return (
    <>
      <UpdateNotice />
      {chosen?.closeToTrayExplained === false ? (
        <TrayNotice onUnderstood={() => change({ closeToTrayExplained: true })} />
      ) : null}
      {asksForStorage ? <KeyringNotice onChoose={(tokenStorage) => change({ tokenStorage })} /> : null}
      <ProblemNotices
        problems={problems}
        calendarName={accounts.calendarName}
        accountName={accounts.accountName}
        nowMs={nowMs}
        onDo={doAbout}
      />
    </>
  );
};
