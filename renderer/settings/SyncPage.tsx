import { useId, useState, type ReactNode } from 'react';
import type { ListedChange } from '../../shared/agendaChanges.ts';
import type { Messages } from '../../shared/messages/en.ts';
import type { Settings } from '../../shared/settings.ts';
import type { AccountInspection } from '../../shared/syncReport.ts';
import type { ChangeIndex } from '../changes/changeIndex.ts';
import { RecentChanges } from '../changes/ChangeList.tsx';
import type { Accounts } from '../data/useAccounts.ts';
import type { Live } from '../data/useLive.ts';
import { useHistory, type Sync } from '../data/useSync.ts';
import { PassTable } from '../inspector/PassTable.tsx';
import { SyncInspector } from '../inspector/SyncInspector.tsx';
import { FoldButton } from '../ui/Fold.tsx';
import { useWords } from '../ui/words.ts';
import { Fact, Section } from './fields.tsx';
import { SyncSettings } from './SyncSettings.tsx';

interface SyncPageProps {
  /** Null before they are known. */
  readonly settings: Settings | null;
  readonly change: (part: Partial<Settings>) => void;
  readonly accounts: Accounts;
  readonly inspection: Live<readonly AccountInspection[]>;
  readonly sync: Sync;
  readonly changes: ChangeIndex;
  readonly nowMs: number;
  /** The details are what the person asked for. */
  readonly unfolded: boolean;
  readonly onOpenChange: (change: ListedChange) => void;
}

/** How to sync, and on demand how the sync is doing. */
export const SyncPage = (props: SyncPageProps): ReactNode => {
  const { settings, change, inspection, unfolded } = props;
  const { messages } = useWords();
  const words = messages.settings;
  const [chosen, setChosen] = useState<boolean | null>(null);
  const all = chosen ?? unfolded;
  const id = useId();
  return (
    <>
      {settings === null ? null : <SyncSettings settings={settings} change={change} />}
      <Section title={words.syncDetails} place="syncDetails">
        <Fact label={problemsIn(inspection, messages)} hint={words.syncDetailsHint}>
          <FoldButton all={all} onAll={setChosen} more={words.showSyncDetails} controls={id} />
        </Fact>
      </Section>
      <div id={id} hidden={!all}>
        {all ? <SyncDetails {...props} /> : null}
      </div>
    </>
  );
};

/** Returns how many problems there are. Before the first reply it names only what the row is about. */
const problemsIn = (
  { value, problem }: SyncPageProps['inspection'],
  { settings, inspector }: Messages,
): string => {
  if (problem !== null) return inspector.notReadable;
  if (value === null) return inspector.title;
  const count = value.flatMap(({ problems }) => problems).length;
  return count === 0 ? settings.noSyncProblems : settings.syncProblems(count);
};

const SyncDetails = (props: SyncPageProps): ReactNode => {
  const { accounts, inspection, sync, changes, nowMs, onOpenChange } = props;
  const { messages } = useWords();
  const history = useHistory();
  return (
    <>
      <Section title={messages.inspector.title} place="inspector">
        <SyncInspector inspection={inspection} sync={sync} nowMs={nowMs} />
      </Section>
      <Section title={messages.changes.title} hint={messages.changes.hint} place="changes">
        <RecentChanges changes={changes.all} nowMs={nowMs} onOpen={onOpenChange} />
      </Section>
      <Section title={messages.inspector.passes} place="passes">
        <PassTable passes={history.value ?? []} calendarName={accounts.calendarName} nowMs={nowMs} />
      </Section>
    </>
  );
};
