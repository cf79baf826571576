/** Which parts of the window are fetched later, and when. */
import { later } from './later.ts';

const bundle = () => import('./laterBundle.ts');

export const ChangesPanel = later(async () => (await bundle()).ChangesPanel);
export const DatePicker = later(async () => (await bundle()).DatePicker);
export const DetailPanel = later(async () => (await bundle()).DetailPanel);
export const SearchDialog = later(async () => (await bundle()).SearchDialog);
export const SettingsPage = later(async () => (await bundle()).SettingsPage);
export const ShortcutSheet = later(async () => (await bundle()).ShortcutSheet);
export const Onboarding = later(async () => (await bundle()).Onboarding);
export const ReminderWindow = later(async () => (await bundle()).ReminderWindow);

/** Fetches everything that this page can open. After that, an update may replace the app's files. */
export const fetchLaterParts = async (): Promise<void> => {
  const parts = [
    ChangesPanel,
    DatePicker,
    DetailPanel,
    Onboarding,
    SearchDialog,
    SettingsPage,
    ShortcutSheet,
  ];
  await Promise.all(parts.map((part) => part.fetch()));
};

/** Fetches after the first paint, when the page is idle, or after a short time at the latest. */
export const fetchAfterPaint = (): void => {
  new PerformanceObserver((_, observer) => {
    observer.disconnect();
    requestIdleCallback(() => void fetchLaterParts(), { timeout: 2000 });
  }).observe({ type: 'paint', buffered: true });
};
