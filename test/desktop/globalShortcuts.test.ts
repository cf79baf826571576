import { describe, expect, it } from 'vitest';
import { createGlobalShortcuts } from '../../main/desktop/globalShortcuts.ts';

/** A desktop where some keys belong to other programs. */
const aDesktop = (others: readonly string[] = [], supported = true) => {
  const desktop = { others: new Set(others), supported };
  const registered = new Map<string, () => void>();
  const acted: string[] = [];
  const shortcuts = createGlobalShortcuts({
    registry: {
      register: (accelerator, act) => {
        if (accelerator.endsWith('Nonsense')) throw new TypeError('conversion failure');
        if (desktop.others.has(accelerator) || registered.has(accelerator)) return false;
        registered.set(accelerator, act);
        return true;
      },
      unregister: (accelerator) => registered.delete(accelerator),
    },
    areSupported: async () => desktop.supported,
    act: (action) => acted.push(action),
  });
  return { desktop, registered, acted, shortcuts };
};

describe('global shortcuts', () => {
  it('work if the system accepts them, and run their action', async () => {
    const { registered, acted, shortcuts } = aDesktop();
    await shortcuts.apply({ showWindow: 'Ctrl+Alt+J', joinNext: 'F9' });
    expect(shortcuts.states()).toEqual({ showWindow: 'works', joinNext: 'works' });
    registered.get('F9')?.();
    expect(acted).toEqual(['joinNext']);
  });

  it('are off until chosen, and released when removed', async () => {
    const { registered, shortcuts } = aDesktop();
    await shortcuts.apply({ showWindow: 'Ctrl+Alt+J', joinNext: null });
    expect(shortcuts.states()).toEqual({ showWindow: 'works', joinNext: 'off' });
    await shortcuts.apply({ showWindow: null, joinNext: null });
    expect(registered.size).toBe(0);
    await shortcuts.apply({ showWindow: 'Ctrl+Alt+J', joinNext: null });
    shortcuts.stop();
    expect(registered.size).toBe(0);
  });

  it('report that another program has the keys, and try again when asked again', async () => {
    const { desktop, shortcuts } = aDesktop(['Ctrl+Alt+J']);
    const wanted = { showWindow: 'Ctrl+Alt+J', joinNext: null };
    await shortcuts.apply(wanted);
    expect(shortcuts.states().showWindow).toBe('taken');
    desktop.others.clear();
    await shortcuts.apply(wanted);
    expect(shortcuts.states().showWindow).toBe('works');
  });

  it('can exchange their keys, and cannot share them', async () => {
    const { shortcuts } = aDesktop();
    await shortcuts.apply({ showWindow: 'Ctrl+Alt+J', joinNext: 'Ctrl+Alt+K' });
    await shortcuts.apply({ showWindow: 'Ctrl+Alt+K', joinNext: 'Ctrl+Alt+J' });
    expect(shortcuts.states()).toEqual({ showWindow: 'works', joinNext: 'works' });
    await shortcuts.apply({ showWindow: 'Ctrl+Alt+K', joinNext: 'Ctrl+Alt+K' });
    expect(shortcuts.states()).toEqual({ showWindow: 'works', joinNext: 'taken' });
  });

  it.each(['J', 'Shift+J', 'Space', 'Shift+Enter', 'Ctrl+Nonsense', 'Nonsense'])(
    'never use keys needed for typing, or invalid ones: %s',
    async (accelerator) => {
      const { registered, shortcuts } = aDesktop();
      await shortcuts.apply({ showWindow: accelerator, joinNext: null });
      expect(shortcuts.states().showWindow).toBe('invalid');
      expect(registered.size).toBe(0);
    },
  );

  it('report that the desktop supports none', async () => {
    const { desktop, registered, shortcuts } = aDesktop([], false);
    await shortcuts.apply({ showWindow: 'Ctrl+Alt+J', joinNext: null });
    expect(shortcuts.states()).toEqual({ showWindow: 'unsupported', joinNext: 'unsupported' });
    desktop.supported = true;
    await shortcuts.apply({ showWindow: 'Ctrl+Alt+J', joinNext: null });
    expect(registered.size).toBe(1);
  });
});
