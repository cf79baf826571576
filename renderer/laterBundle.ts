/**
 * What the first paint of list and day does not need. One bundle, because one file is fetched faster than eight, and
 * because the code that they share stays out of the first bundle.
 */
export { CalendarsPopover } from './settings/CalendarsPopover.tsx';
export { ChangesPanel } from './changes/ChangesPanel.tsx';
export { DatePicker } from './dates/DatePicker.tsx';
export { DetailPanel } from './detail/DetailPanel.tsx';
export { HeroBrief } from './brief/HeroBrief.tsx';
export { InvitationsPanel } from './invitations/InvitationsPanel.tsx';
export { JoiningNotice } from './autoJoin/JoiningNotice.tsx';
export { MeetNow } from './newEvent/MeetNow.tsx';
export { LoadPopover } from './load/LoadPopover.tsx';
export { NewEventDialog } from './newEvent/NewEventDialog.tsx';
export { NotesPanel } from './notes/NotesPanel.tsx';
export { Onboarding } from './onboarding/Onboarding.tsx';
export { OutboxPanel } from './outbox/OutboxPanel.tsx';
export { ProxyLoginDialog } from './proxyLogin/ProxyLoginDialog.tsx';
export { ReminderWindow } from './reminders/ReminderWindow.tsx';
export { SearchDialog } from './search/SearchDialog.tsx';
export { SettingsPage } from './settings/SettingsPage.tsx';
export { ShortcutSheet } from './shortcuts/ShortcutSheet.tsx';
