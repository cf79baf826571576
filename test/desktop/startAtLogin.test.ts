import { describe, expect, it } from 'vitest';
import { createStartAtLogin } from '../../main/desktop/startAtLogin.ts';
import type { LoginItem } from '../../main/desktop/startAtLogin.ts';

/** A system's list in memory; `refuses` like a folder that cannot be written to. */
const aSystem = (on: boolean, refuses = false) => {
  const system = { on, mended: 0 };
  const loginItem: LoginItem = {
    isOn: () => system.on,
    set: (wanted) => {
      if (refuses) throw new Error('read-only');
      system.on = wanted;
    },
    mend: () => {
      if (refuses) throw new Error('read-only');
      system.mended += 1;
    },
  };
  return { system, loginItem };
};

const withSetting = (startAtLogin: boolean, loginItem: LoginItem | null) => {
  const settings = { startAtLogin };
  const bugs: unknown[] = [];
  const login = createStartAtLogin({
    loginItem,
    settings: () => settings,
    follow: (on) => {
      settings.startAtLogin = on;
    },
    onBug: (error) => bugs.push(error),
  });
  return { login, settings, bugs };
};

describe('start at login', () => {
  it('follows the system: what was disabled or removed there is off here', () => {
    const { system, loginItem } = aSystem(false);
    const { login, settings } = withSetting(true, loginItem);
    login.look();
    expect(settings.startAtLogin).toBe(false);
    expect(system).toEqual({ on: false, mended: 0 });
  });

  it('shows as on what is on in the system, and keeps its command up to date', () => {
    const { system, loginItem } = aSystem(true);
    const { login, settings } = withSetting(false, loginItem);
    login.look();
    expect(settings.startAtLogin).toBe(true);
    expect(system.mended).toBe(1);
  });

  it('carries out the person’s choice', () => {
    const { system, loginItem } = aSystem(false);
    const { login, settings } = withSetting(true, loginItem);
    login.choose(true);
    expect(system.on).toBe(true);
    expect(login.hasFailed()).toBe(false);
    settings.startAtLogin = false;
    login.choose(false);
    expect(system.on).toBe(false);
  });

  it('reports that the system refused, and the setting shows the real state', () => {
    const { loginItem } = aSystem(false, true);
    const { login, settings, bugs } = withSetting(true, loginItem);
    login.choose(true);
    expect(login.hasFailed()).toBe(true);
    expect(settings.startAtLogin).toBe(false);
    expect(bugs).toEqual([]);
    login.choose(false);
    expect(login.hasFailed()).toBe(false);
  });

  it('keeps the person’s choice while the system does not tell, and reports that once', () => {
    const { system, loginItem } = aSystem(true);
    let answers = false;
    const { login, settings, bugs } = withSetting(true, {
      ...loginItem,
      isOn: () => {
        if (!answers) throw new Error('no answer');
        return loginItem.isOn();
      },
    });
    login.look();
    login.look();
    expect(settings.startAtLogin).toBe(true);
    expect(system.mended).toBe(0);
    expect(bugs).toHaveLength(1);
    // Once it can be read, it counts again.
    answers = true;
    system.on = false;
    login.look();
    expect(settings.startAtLogin).toBe(false);
    answers = false;
    login.look();
    expect(bugs).toHaveLength(2);
  });

  it('carries out a choice if the system accepts it without telling its state', () => {
    const { system, loginItem } = aSystem(false);
    const { login, settings } = withSetting(true, {
      ...loginItem,
      isOn: () => {
        throw new Error('no answer');
      },
    });
    login.choose(true);
    expect(system.on).toBe(true);
    expect(settings.startAtLogin).toBe(true);
    expect(login.hasFailed()).toBe(false);
  });

  it('reports a choice that the system neither accepts nor answers', () => {
    const { loginItem } = aSystem(false, true);
    const { login, settings } = withSetting(true, {
      ...loginItem,
      isOn: () => {
        throw new Error('no answer');
      },
    });
    login.choose(true);
    expect(settings.startAtLogin).toBe(true);
    expect(login.hasFailed()).toBe(true);
  });

  it('does not change the setting if it is not supported, until someone tries', () => {
    const { login, settings } = withSetting(true, null);
    login.look();
    expect(settings.startAtLogin).toBe(true);
    expect(login.isPossible).toBe(false);
    login.choose(true);
    expect(settings.startAtLogin).toBe(false);
    expect(login.hasFailed()).toBe(true);
  });
});
