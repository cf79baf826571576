import type { ReactNode } from 'react';
import { useStart } from './data/start.ts';
import { useAccounts } from './data/useAccounts.ts';
import { useInfo } from './data/useInfo.ts';
import { useSettings } from './data/useSettings.ts';
import { useViewersWords } from './data/useViewersWords.ts';
import { Onboarding } from './laterParts.ts';
import { PlatformContext } from './ui/platform.ts';
import { WordsContext } from './ui/words.ts';
import { Workspace } from './workspace/Workspace.tsx';

/** First run or workspace, in the viewer's words and zone. */
export const App = (): ReactNode => {
  const start = useStart();
  const info = useInfo();
  const settings = useSettings();
  const accounts = useAccounts();
  const words = useViewersWords(info.value, settings.settings);
  const known =
    (accounts.accounts !== null || accounts.problem !== null) &&
    // Only a first run needs to know more about the app than that.
    (accounts.accounts?.length !== 0 || info.value !== null || info.problem !== null);
  return (
    <PlatformContext value={start?.platform ?? info.value?.platform ?? 'linux'}>
      <WordsContext value={words}>
        {/* Until it is known which of the two it is, neither flashes by. */}
        {!known ? null : accounts.accounts?.length === 0 ? (
          <Onboarding accounts={accounts} info={info.value} />
        ) : (
          <Workspace info={info.value} settings={settings} accounts={accounts} />
        )}
      </WordsContext>
    </PlatformContext>
  );
};
