import type { ReactNode } from 'react';
import type { OccurrenceRef } from '../../shared/agenda.ts';
import type { Answering } from '../answering/answering.ts';
import type { ChangeIndex } from '../changes/changeIndex.ts';
import type { ChangesPanelState } from '../changes/useChanges.ts';
import type { Invitations } from '../../shared/invitations.ts';
import { ChangesPanel, DetailPanel, InvitationsPanel, NotesPanel, OutboxPanel } from '../laterParts.ts';
import type { SettingsPlace } from '../settings/pages.ts';
import type { MeetingNavigation } from './useMeetingNavigation.ts';
import type { Panels } from './usePanels.ts';

interface SidePanelsProps {
  readonly navigation: MeetingNavigation;
  readonly panels: Panels;
  readonly changes: ChangeIndex;
  readonly changesPanel: ChangesPanelState;
  readonly invitations: Invitations;
  readonly answering: Answering;
  readonly nowMs: number;
  readonly joinsAutomatically: boolean;
  /** The note without a meeting that the panel of notes begins with; null: the list. */
  readonly firstNote: string | null;
  readonly onOpenNote: (ref: OccurrenceRef) => void;
  readonly onShowNotes: () => void;
  readonly onShowSettings: (place: SettingsPlace) => void;
}

/** What lies over the day: the changes or one of the panels, and over that the open event. */
export const SidePanels = ({
  navigation: { opened, close, showMeeting, openRef, openChange },
  panels,
  changes,
  changesPanel,
  invitations,
  answering,
  nowMs,
  joinsAutomatically,
  firstNote,
  onOpenNote,
  onShowNotes,
  onShowSettings,
}: SidePanelsProps): ReactNode => {
  const covered = opened !== null;
  return (
    <>
      {changesPanel.open ? (
        <ChangesPanel
          changes={changes.all}
          nowMs={nowMs}
          covered={covered}
          onOpen={openChange}
          onClose={changesPanel.close}
        />
      ) : null}
      {panels.open === 'invitations' ? (
        <InvitationsPanel
          invitations={invitations}
          nowMs={nowMs}
          covered={covered}
          onOpen={showMeeting}
          onClose={panels.close}
        />
      ) : null}
      {panels.open === 'outbox' ? (
        <OutboxPanel items={answering.waiting} nowMs={nowMs} covered={covered} onClose={panels.close} />
      ) : null}
      {panels.open === 'notes' ? (
        <NotesPanel
          key={firstNote}
          first={firstNote}
          covered={covered}
          onOpen={onOpenNote}
          onClose={panels.close}
        />
      ) : null}
      {opened === null ? null : (
        <DetailPanel
          key={opened.rowId}
          occurrence={opened.occurrence}
          replaces={opened.replaces}
          nowMs={nowMs}
          changes={changes}
          joinsAutomatically={joinsAutomatically}
          onTurnOn={() => onShowSettings('writing')}
          onShowNotes={onShowNotes}
          onOpenOther={openRef}
          onClose={close}
        />
      )}
    </>
  );
};
