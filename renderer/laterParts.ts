/** Which parts of the window are fetched later, and when. */
import { later } from './later.ts';

const bundle = () => import('./laterBundle.ts');

export const CalendarsPopover = later(async () => (await bundle()).CalendarsPopover);
export const ChangesPanel = later(async () => (await bundle()).ChangesPanel);
export const DatePicker = later(async () => (await bundle()).DatePicker);
export const DetailPanel = later(async () => (await bundle()).DetailPanel);
export const HeroBrief = later(async () => (await bundle()).HeroBrief);
export const InvitationsPanel = later(async () => (await bundle()).InvitationsPanel);
export const JoiningNotice = later(async () => (await bundle()).JoiningNotice);
export const MeetNow = later(async () => (await bundle()).MeetNow);
export const LoadPopover = later(async () => (await bundle()).LoadPopover);
export const NewEventDialog = later(async () => (await bundle()).NewEventDialog);
export const OutboxPanel = later(async () => (await bundle()).OutboxPanel);
export const NotesPanel = later(async () => (await bundle()).NotesPanel);
export const ProxyLoginDialog = later(async () => (await bundle()).ProxyLoginDialog);
export const SearchDialog = later(async () => (await bundle()).SearchDialog);
export const SettingsPage = later(async () => (await bundle()).SettingsPage);
export const ShortcutSheet = later(async () => (await bundle()).ShortcutSheet);
export const Onboarding = later(async () => (await bundle()).Onboarding);
export const ReminderWindow = later(async () => (await bundle()).ReminderWindow);

/** Fetches everything that this page can open. After that, an update may replace the app's files. */
export const fetchLaterParts = async (): Promise<void> => {
  const parts = [
    CalendarsPopover,
    ChangesPanel,
    DatePicker,
    DetailPanel,
    HeroBrief,
    InvitationsPanel,
    JoiningNotice,
    MeetNow,
    LoadPopover,
    NewEventDialog,
    NotesPanel,
    Onboarding,
    OutboxPanel,
    ProxyLoginDialog,
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
