/**
 * The window. It owns what is drawn and nothing else: every fact comes from `window.jarvis`, every effect
 * goes through it, and no URL, token or markup from an event ever reaches the page as such.
 */
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './App.tsx';
import { ReminderWindow } from './reminders/ReminderWindow.tsx';
import './ui/tokens.css';
import './ui/base.css';

const root = document.querySelector('#root');
if (root === null) throw new Error('index.html has no #root');
createRoot(root).render(
  <StrictMode>
    {/* Main opens the page a second time, with this fragment, for what waits for an answer. */}
    {window.location.hash === '#reminders' ? <ReminderWindow /> : <App />}
  </StrictMode>,
);
