/**
 * The window with a fake `window.jarvis` in the state that `?state=` names, at a fixed time. `locale` and `theme` can
 * be given too.
 */
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import '../../../renderer/ui/fonts.css';
import '../../../renderer/ui/tokens.css';
import '../../../renderer/ui/base.css';
import { createFakeJarvis } from '../fakeJarvis.ts';
import { nowMs, windowStates } from './states.ts';

const RealDate = Date;
globalThis.Date = class extends RealDate {
  constructor(...parts: unknown[]) {
    if (parts.length === 0) super(nowMs);
    // `new Date(…)` with arguments is left unchanged.
    else super(...(parts as [number]));
  }
  static override now(): number {
    return nowMs;
  }
} as DateConstructor;

const asked = new URLSearchParams(window.location.search);
const state = windowStates[asked.get('state') ?? ''] ?? {};
const usual = createFakeJarvis(state);
const { locale = usual.state.info.locale, theme = 'system' } = Object.fromEntries(asked);
const fake = createFakeJarvis({
  ...state,
  info: { ...usual.state.info, locale },
  settings: { ...usual.state.settings, theme: theme === 'light' || theme === 'dark' ? theme : 'system' },
});
Object.defineProperty(window, 'jarvis', { value: fake.jarvis });
// Here, what is in progress never ends by itself.
if (asked.get('state') === 'waiting')
  Object.assign(fake.jarvis.accounts, { connectGoogle: () => new Promise(() => {}) });

if (asked.get('state') === 'feedWaiting')
  Object.assign(fake.jarvis.accounts, { connectFeed: () => new Promise(() => {}) });

// Imported only now: they read the clock when they start.
const { App } = await import('../../../renderer/App.tsx');
const { ReminderWindow } = await import('../../../renderer/reminders/ReminderWindow.tsx');
createRoot(document.querySelector('#root') as HTMLElement).render(
  <StrictMode>
    {state.reminders === undefined ? (
      <App />
    ) : (
      <ReminderWindow
        form={asked.get('state')?.startsWith('fullScreen') === true ? 'fullScreen' : 'window'}
      />
    )}
  </StrictMode>,
);
