/** Renders the whole window with a fake `window.jarvis`, on a morning in November, in Berlin. */
import { cleanup, fireEvent, render, screen, type RenderResult } from '@testing-library/react';
import { afterEach, beforeEach, vi } from 'vitest';
import { App } from '../../renderer/App.tsx';
import { fetchLaterParts } from '../../renderer/laterParts.ts';
import { createFakeJarvis, type FakeJarvis, type FakeState } from '../support/fakeJarvis.ts';

/** Tuesday, 09:48 in Berlin. */
export const nowIso = '2026-11-24T08:48:00.000Z';

// The state of a page that has been painted.
await fetchLaterParts();

const resolvedOptions = Intl.DateTimeFormat.prototype.resolvedOptions;

/** Fixes today and the viewer's zone for every test of a file. */
export const holdTheClock = (toFake: 'date' | 'timers' = 'date'): void => {
  beforeEach(() => {
    vi.useFakeTimers({ now: Date.parse(nowIso), ...(toFake === 'date' ? { toFake: ['Date'] } : {}) });
    vi.spyOn(Intl.DateTimeFormat.prototype, 'resolvedOptions').mockImplementation(function (
      this: Intl.DateTimeFormat,
    ) {
      return { ...resolvedOptions.call(this), timeZone: 'Europe/Berlin' };
    });
    // jsdom has no layout, so there is nothing to scroll.
    Element.prototype.scrollIntoView = () => {};
    // It has no modal dialogs either.
    HTMLDialogElement.prototype.showModal = function (this: HTMLDialogElement) {
      this.open = true;
    };
    HTMLDialogElement.prototype.close = function (this: HTMLDialogElement) {
      this.open = false;
    };
  });
  afterEach(() => {
    cleanup();
    vi.useRealTimers();
    vi.restoreAllMocks();
    delete document.documentElement.dataset.theme;
  });
};

export const setJarvis = (part: Partial<FakeState> = {}): FakeJarvis => {
  const fake = createFakeJarvis(part);
  Object.defineProperty(window, 'jarvis', { value: fake.jarvis, configurable: true });
  return fake;
};

/** Opens the settings, or changes their page there, and waits for the page. */
export const openSettingsPage = async (page: string): Promise<void> => {
  if (screen.queryByRole('tablist') === null)
    fireEvent.click(await screen.findByRole('button', { name: 'Settings' }));
  fireEvent.click(await screen.findByRole('tab', { name: page }));
  await screen.findByRole('tabpanel', { name: page });
};

export const renderApp = (part: Partial<FakeState> = {}): FakeJarvis & { readonly view: RenderResult } => {
  const fake = setJarvis(part);
  return { ...fake, view: render(<App />) };
};
