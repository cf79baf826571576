/** The table of shortcuts, which handlers, tooltips and the sheet use. */
import { fireEvent, screen, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { ariaKeys, joinParts, keyParts, keyText } from '../../renderer/shortcuts/keyNames.ts';
import { isPressed } from '../../renderer/shortcuts/isPressed.ts';
import { shortcutIds, shortcutTable, type ShortcutId } from '../../renderer/shortcuts/shortcutTable.ts';
import { de } from '../../shared/messages/de.ts';
import { en } from '../../shared/messages/en.ts';
import { anOccurrence } from '../support/fakeJarvis.ts';
import { holdTheClock, openSettingsPage, renderApp } from './renderApp.tsx';

holdTheClock();

const press = (
  key: string,
  more: KeyboardEventInit = {},
  target: HTMLElement = document.body,
): KeyboardEvent => {
  const event = new KeyboardEvent('keydown', { key, ...more });
  Object.defineProperty(event, 'target', { value: target });
  return event;
};
const field = (html: string): HTMLElement => {
  const holder = document.createElement('div');
  holder.innerHTML = html;
  return holder.firstElementChild as HTMLElement;
};

describe('the table', () => {
  /** The letters of the answers work only while one of the answers has the focus, and before all others. */
  const isAnswer = (id: ShortcutId): boolean => shortcutTable[id].group === 'answers';

  test.each([true, false])('contains no key twice, answers: %s', (answers) => {
    const all = shortcutIds.filter((id) => isAnswer(id) === answers).flatMap((id) => shortcutTable[id].keys);
    expect(all.filter((key, index) => all.indexOf(key) !== index)).toEqual([]);
  });

  test.each(shortcutIds.flatMap((id) => shortcutTable[id].keys.map((key) => [id, key] as const)))(
    '%s is heard by %s, and by nobody else',
    (id, written) => {
      const withMod = written.startsWith('Mod+');
      const key = withMod ? written.slice(4) : written;
      const heard = (platform: string, more: KeyboardEventInit): readonly string[] =>
        shortcutIds
          .filter((each) => isAnswer(each) === isAnswer(id))
          .filter((each) => isPressed(press(key, more), each, platform));
      expect(heard('linux', { ctrlKey: withMod })).toEqual([id]);
      expect(heard('darwin', { metaKey: withMod })).toEqual([id]);
      expect(heard('linux', { ctrlKey: withMod, altKey: true })).toEqual([]);
    },
  );

  test.each([
    '<input type="search">',
    '<input type="text">',
    '<input type="number">',
    '<input type="time">',
    '<textarea></textarea>',
    '<select></select>',
    '<div contenteditable="true"></div>',
  ])('keys without a modifier belong to whoever types into %s', (html) => {
    const target = field(html);
    for (const id of shortcutIds) {
      for (const key of shortcutTable[id].keys) {
        const stays = key === 'Escape' || key === 'F1' || key.startsWith('Mod+');
        const event = press(key.replace('Mod+', ''), { ctrlKey: key.startsWith('Mod+') }, target);
        expect([id, key, isPressed(event, id, 'linux')]).toEqual([id, key, stays]);
      }
    }
  });

  test('radio buttons use arrow keys and leave letters to shortcuts', () => {
    const radio = field('<input type="radio">');
    expect(isPressed(press('ArrowLeft', {}, radio), 'previousDay', 'linux')).toBe(false);
    expect(isPressed(press('t', {}, radio), 'today', 'linux')).toBe(true);
  });

  test('characters may need Shift, letters must not, and other alphabets use the key’s position', () => {
    expect(isPressed(press('?', { shiftKey: true }), 'sheet', 'linux')).toBe(true);
    expect(isPressed(press('S', { shiftKey: true }), 'syncNow', 'linux')).toBe(false);
    expect(isPressed(press('S'), 'syncNow', 'linux')).toBe(true);
    expect(isPressed(press('ы', { code: 'KeyS' }), 'syncNow', 'linux')).toBe(true);
    // On a layout with other positions, the letter counts.
    expect(isPressed(press('t', { code: 'KeyK' }), 'today', 'linux')).toBe(true);
  });
});

describe('keys have the system’s names', () => {
  const called = (written: string, platform: string, messages: typeof en): string =>
    joinParts(keyParts(written, platform, messages), platform);

  test.each([
    ['Mod+r', 'linux', 'Ctrl+R', 'Strg+R'],
    ['Mod+r', 'win32', 'Ctrl+R', 'Strg+R'],
    ['Mod+r', 'darwin', '⌘R', '⌘R'],
    ['Enter', 'linux', 'Enter', 'Eingabe'],
    ['ArrowLeft', 'linux', '←', '←'],
    ['Home', 'win32', 'Home', 'Pos 1'],
  ])('%s on %s', (written, platform, inEnglish, inGerman) => {
    expect(called(written, platform, en)).toBe(inEnglish);
    expect(called(written, platform, de)).toBe(inGerman);
  });

  test('in tooltips and for assistive technology', () => {
    expect(keyText('syncNow', 'linux', en)).toBe('S');
    expect(ariaKeys('syncNow', 'linux')).toBe('S Control+R');
    expect(ariaKeys('syncNow', 'darwin')).toBe('S Meta+R');
    renderApp();
    return screen.findByRole('button', { name: 'Sync now' }).then((button) => {
      expect(button.title).toBe('Sync now (S)');
      expect(button.getAttribute('aria-keyshortcuts')).toBe('S Control+R');
    });
  });
});

describe('the sheet', () => {
  test('lists every key with what it does', async () => {
    renderApp();
    await screen.findByRole('button', { name: 'Sync now' });
    fireEvent.keyDown(window, { key: '?', shiftKey: true });
    const sheet = screen.getByRole('dialog', { name: 'Keyboard shortcuts' });
    for (const id of shortcutIds) {
      const line = within(sheet).getByText(en.shortcuts.what[id]).parentElement as HTMLElement;
      for (const key of shortcutTable[id].keys) {
        for (const part of keyParts(key, 'linux', en)) expect(within(line).getByText(part)).toBeTruthy();
      }
    }
  });

  test('disables the other shortcuts, and returns the focus when it closes', async () => {
    const { callsTo } = renderApp({
      occurrences: [anOccurrence('Stand-up', '2026-11-24T09:00Z', '2026-11-24T09:15Z')],
    });
    const button = await screen.findByRole('button', { name: 'Sync now' });
    button.focus();
    fireEvent.keyDown(button, { key: 'F1' });
    const sheet = screen.getByRole('dialog', { name: 'Keyboard shortcuts' });
    fireEvent.keyDown(sheet, { key: 's' });
    fireEvent.keyDown(sheet, { key: ',', ctrlKey: true });
    expect(callsTo('sync.request')).toEqual([]);
    expect(screen.queryByRole('heading', { name: 'Settings' })).toBeNull();
    // What the browser does on Esc.
    fireEvent(sheet, new Event('cancel', { cancelable: true }));
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(document.activeElement).toBe(button);
  });

  test('closes after a press outside, not inside', async () => {
    renderApp();
    await screen.findByRole('button', { name: 'Sync now' });
    fireEvent.keyDown(window, { key: '?', shiftKey: true });
    fireEvent.click(screen.getByRole('heading', { name: 'Keyboard shortcuts' }));
    // A press on the backdrop has the dialog as its target.
    fireEvent.click(screen.getByRole('dialog', { name: 'Keyboard shortcuts' }));
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  test('opens from the settings', async () => {
    renderApp();
    await screen.findByRole('button', { name: 'Sync now' });
    fireEvent.keyDown(window, { key: ',', ctrlKey: true });
    await openSettingsPage('Shortcuts');
    fireEvent.click(await screen.findByRole('button', { name: 'View shortcuts' }));
    expect(screen.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeTruthy();
  });
});
