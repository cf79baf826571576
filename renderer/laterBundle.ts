/**
 * What the first paint of list and day does not need. One bundle, because one file is fetched faster than eight, and
 * because the code that they share stays out of the first bundle.
 */
export { ChangesPanel } from './changes/ChangesPanel.tsx';
export { DatePicker } from './dates/DatePicker.tsx';
export { DetailPanel } from './detail/DetailPanel.tsx';
export { Onboarding } from './onboarding/Onboarding.tsx';
export { ReminderWindow } from './reminders/ReminderWindow.tsx';
export { SearchDialog } from './search/SearchDialog.tsx';
export { SettingsPage } from './settings/SettingsPage.tsx';
export { ShortcutSheet } from './shortcuts/ShortcutSheet.tsx';
