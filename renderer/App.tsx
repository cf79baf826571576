import { useMemo, type ReactNode } from 'react';
import { useStart } from './data/start.ts';
import { useAccounts } from './data/useAccounts.ts';
import { useInfo } from './data/useApp.ts';
import { useSettings } from './data/useSettings.ts';
import { useViewersWords } from './data/useViewersWords.ts';
import { Onboarding } from './laterParts.ts';
import { GoogleAccountsContext } from './occurrence/Respond.tsx';
import { PlatformContext } from './ui/platform.ts';
import { Toasts } from './ui/Toast.tsx';
import { WordsContext } from './ui/words.ts';
import { Workspace } from './workspace/Workspace.tsx';

/** The first run or the workspace, in the viewer's language and zone. */
export const App = (): ReactNode => {
  const start = useStart();
  const info = useInfo();
  const settings = useSettings();
  const accounts = useAccounts();
  const words = useViewersWords(info.value, settings.settings);
  const google = useMemo(
    () => new Set(accounts.accounts?.filter(({ kind }) => kind === 'google').map(({ id }) => id)),
    [accounts.accounts],
  );
  const known =
    (accounts.accounts !== null || accounts.problem !== null) &&
    // Only the first run needs the app's info as well.
    (accounts.accounts?.length !== 0 || info.value !== null || info.problem !== null);
  return (
    <PlatformContext value={start?.platform ?? info.value?.platform ?? 'linux'}>
      <WordsContext value={words}>
        {/* Render neither until it is known which one it is, so that the wrong one does not flash. */}
        {!known ? null : accounts.accounts?.length === 0 ? (
          <Onboarding accounts={accounts} info={info.value} />
        ) : (
          <GoogleAccountsContext value={google}>
            <Toasts>
              <Workspace info={info.value} settings={settings} accounts={accounts} />
            </Toasts>
          </GoogleAccountsContext>
        )}
      </WordsContext>
    </PlatformContext>
  );
};
