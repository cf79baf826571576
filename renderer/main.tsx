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
import './ui/tokens.css';
import './ui/base.css';

/** Signals that the page handles keys now, so that keys pressed earlier are replayed (boot.ts). */
const Live = (): null => {
  useEffect(() => void window.dispatchEvent(new Event('live')), []);
  return null;
};

const root = document.querySelector('#root');
if (root === null) throw new Error('index.html has no #root');
const reactRoot = createRoot(root);
const render = (start: AppStart | null): void =>
  reactRoot.render(
    <StrictMode>
      <StartContext value={start}>
        {/* Main opens the page a second time, with this fragment, for the reminder window. */}
        {isReminders ? <ReminderWindow /> : <App />}
        <Live />
      </StartContext>
    </StrictMode>,
  );
const isReminders = window.location.hash === '#reminders';
if (isReminders) render(null);
else {
  void window.jarvis.app.start().then((reply) => {
    render(reply.ok ? reply.value : null);
    fetchAfterPaint();
  });
}
