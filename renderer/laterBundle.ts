/**
 * What the first paint of list and day has no use for. Together, for one file is fetched sooner than eight, and what
 * they share stays out of the first one.
 */
export { ChangesPanel } from './changes/ChangesPanel.tsx';
export { DatePicker } from './dates/DatePicker.tsx';
export { DetailPanel } from './detail/DetailPanel.tsx';
export { Onboarding } from './onboarding/Onboarding.tsx';
export { ReminderWindow } from './reminders/ReminderWindow.tsx';
export { SearchDialog } from './search/SearchDialog.tsx';
export { SettingsPage } from './settings/SettingsPage.tsx';
export { ShortcutSheet } from './shortcuts/ShortcutSheet.tsx';
