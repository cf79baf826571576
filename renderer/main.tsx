/**
 * The window. It owns what is rendered and nothing else. All data comes from `window.jarvis`, and all effects go
 * through it. No URL, token or markup from an event reaches the page as such.
 */
import { StrictMode, useEffect } from 'react';
import { createRoot } from 'react-dom/client';
import type { AppStart } from '../shared/contract.ts';
import { App } from './App.tsx';
import { StartContext } from './data/start.ts';
import { fetchAfterPaint, ReminderWindow } from './laterParts.ts';
import './ui/fonts.css';
import './ui/tokens.css';
import './ui/base.css';

/** Says that the page is drawn and hears: keys pressed before are told now (boot.ts), and main knows (`PageState`). */
const Live = (): null => {
  useEffect(() => void window.dispatchEvent(new Event('live')), []);
  return null;
};

const root = document.querySelector('#root');
if (root === null) throw new Error('index.html has no #root');
const reactRoot = createRoot(root, {
  // React removes everything it has drawn when this is called, so the window would stay blank.
  onUncaughtError: (error) => {
    reportError(error);
    window.dispatchEvent(new Event('failed'));
  },
});
const render = (start: AppStart | null): void =>
  reactRoot.render(
    <StrictMode>
      <StartContext value={start}>
        {/* Main opens the page again, with a fragment that begins so, for the windows of reminders. */}
        {isReminders ? <ReminderWindow /> : <App />}
        <Live />
      </StartContext>
    </StrictMode>,
  );
const isReminders = window.location.hash.startsWith('#reminders');
if (isReminders) render(null);
else {
  void window.jarvis.app.start().then((reply) => {
    render(reply.ok ? reply.value : null);
    fetchAfterPaint();
  });
}
