import { Inbox, PackageCheck } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import type { AppInfo } from '../../shared/contract.ts';
import type { ProblemDo } from '../../shared/messages/problemText.ts';
import type { Problem } from '../../shared/problems.ts';
import { rankProblems } from '../../shared/rankProblems.ts';
import type { Accounts } from '../data/useAccounts.ts';
import { useSystem, useUpdates } from '../data/useApp.ts';
import type { SettingsState } from '../data/useSettings.ts';
import { ProxyLoginDialog } from '../laterParts.ts';
import type { SettingsPlace } from '../settings/pages.ts';
import { Button } from '../ui/Button.tsx';
import { useWords } from '../ui/words.ts';
import { Notice } from './Notice.tsx';
import { KeyringNotice, ProblemNotices } from './Notices.tsx';

interface StandingNoticesProps {
  readonly info: AppInfo | null;
  readonly settings: SettingsState;
  readonly accounts: Accounts;
  readonly problems: readonly Problem[];
  readonly nowMs: number;
  readonly onShowSettings: (place: SettingsPlace) => void;
  /** Called when something may succeed now that has failed. */
  readonly onTryAgain: () => void;
}

/** What stays above the status bar until it is dealt with, one at a time: the worst problem, else a notice. */
export const StandingNotices = (props: StandingNoticesProps): ReactNode => {
  const { info, settings, accounts, problems, nowMs, onShowSettings, onTryAgain } = props;
  const { settings: chosen, change } = settings;
  const system = useSystem().value;
  const update = useUpdates();
  const [keyringLater, setKeyringLater] = useState(false);
  const [updateLater, setUpdateLater] = useState(false);
  /** The proxy whose login the person is entering. */
  const [proxy, setProxy] = useState<Problem | null>(null);
  const asksForStorage =
    !keyringLater &&
    info?.keyring === 'none' &&
    chosen?.tokenStorage === 'ask' &&
    accounts.accounts?.some((account) => account.kind !== 'sample') === true;
  // The status bar says "Offline". A missing keyring asks only what has not been decided.
  const shown = rankProblems([
    ...problems.filter(({ kind }) => kind !== 'offline' && kind !== 'noKeyring'),
    ...(asksForStorage ? [{ kind: 'noKeyring' } as const] : []),
  ]);
  const doAbout = (what: ProblemDo, problem: Problem): void => {
    if (what === 'signIn')
      accounts.connectGoogle(problem.kind === 'signInRequired' ? problem.accountId : undefined);
    else if (what === 'chooseClientFile') accounts.chooseClientFile();
    else if (what === 'enableApi') void window.jarvis.accounts.openSetupPage({ step: 'api' });
    else if (what === 'decideSweep') onShowSettings('syncDetails');
    else if (what === 'logInToProxy') setProxy(problem);
    else if (what === 'showHooks') onShowSettings('hooks');
    else if (what === 'enterAddress') onShowSettings('accounts');
    else onShowSettings(what === 'chooseCalendars' ? 'calendars' : 'tokenStorage');
  };
  const asksAboutTray = chosen?.closeToTrayExplained === false && system?.hasTray === false;
  return (
    <>
      <ProblemNotices
        problems={shown}
        calendarName={accounts.calendarName}
        accountName={accounts.accountName}
        nowMs={nowMs}
        onDo={doAbout}
        keyring={(more) => (
          <KeyringNotice
            onChoose={(tokenStorage) => change({ tokenStorage })}
            onLater={() => setKeyringLater(true)}
          >
            {more}
          </KeyringNotice>
        )}
      />
      {proxy === null ? null : (
        <ProxyLoginDialog
          problem={proxy}
          info={info}
          onEntered={() => {
            setProxy(null);
            onTryAgain();
          }}
          onClose={() => setProxy(null)}
        />
      )}
      {shown.length > 0 ? null : asksAboutTray ? (
        <TrayNotice onUnderstood={() => change({ closeToTrayExplained: true })} />
      ) : update?.kind === 'ready' && !updateLater ? (
        <UpdateNotice version={update.version} onLater={() => setUpdateLater(true)} />
      ) : null}
    </>
  );
};

interface TrayNoticeProps {
  readonly onUnderstood: () => void;
}

/** There is no tray: says once, in advance, that closing the window quits the app. */
const TrayNotice = ({ onUnderstood }: TrayNoticeProps): ReactNode => {
  const words = useWords().messages.system.noTray;
  return (
    <Notice
      icon={Inbox}
      text={
        <>
          <strong>{words.title}</strong> {words.text}
        </>
      }
      role="group"
      aria-label={words.title}
      data-notice="tray"
    >
      <Button size="small" onClick={onUnderstood}>
        {words.understood}
      </Button>
    </Notice>
  );
};

interface UpdateNoticeProps {
  readonly version: string;
  readonly onLater: () => void;
}

/** A new version is ready: restart now, or get it at the next start. */
const UpdateNotice = ({ version, onLater }: UpdateNoticeProps): ReactNode => {
  const { messages } = useWords();
  const words = messages.updates;
  return (
    <Notice icon={PackageCheck} text={words.ready(version)} role="status" data-notice="update">
      <Button size="small" onClick={() => void window.jarvis.updates.install()}>
        {words.install}
      </Button>
      <Button size="small" look="plain" onClick={onLater}>
        {words.later}
      </Button>
    </Notice>
  );
};
