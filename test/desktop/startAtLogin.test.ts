import { describe, expect, it } from 'vitest';
import { createStartAtLogin } from '../../main/desktop/startAtLogin.ts';
import type { LoginItem } from '../../main/desktop/startAtLogin.ts';

/** A system's list in memory; `refuses` as a folder that cannot be written. */
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
  it('follows the system: what was switched off or removed there is off here', () => {
    const { system, loginItem } = aSystem(false);
    const { login, settings } = withSetting(true, loginItem);
    login.look();
    expect(settings.startAtLogin).toBe(false);
    expect(system).toEqual({ on: false, mended: 0 });
  });

  it('shows as on what is on in the system, and keeps its command right', () => {
    const { system, loginItem } = aSystem(true);
    const { login, settings } = withSetting(false, loginItem);
    login.look();
    expect(settings.startAtLogin).toBe(true);
    expect(system.mended).toBe(1);
  });

  it('carries out what the person chose', () => {
    const { system, loginItem } = aSystem(false);
    const { login, settings } = withSetting(true, loginItem);
    login.choose(true);
    expect(system.on).toBe(true);
    expect(login.hasFailed()).toBe(false);
    settings.startAtLogin = false;
    login.choose(false);
    expect(system.on).toBe(false);
  });

  it('says so when the system refuses, and the setting tells how it is', () => {
    const { loginItem } = aSystem(false, true);
    const { login, settings, bugs } = withSetting(true, loginItem);
    login.choose(true);
    expect(login.hasFailed()).toBe(true);
    expect(settings.startAtLogin).toBe(false);
    expect(bugs).toEqual([]);
    login.choose(false);
    expect(login.hasFailed()).toBe(false);
  });

  it('keeps what the person chose while the system does not say, and says so once', () => {
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
    // Read again, it counts again.
    answers = true;
    system.on = false;
    login.look();
    expect(settings.startAtLogin).toBe(false);
    answers = false;
    login.look();
    expect(bugs).toHaveLength(2);
  });

  it('carries out a choice where the system takes it without saying how it is', () => {
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

  it('tells of a choice that the system neither takes nor answers', () => {
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

  it('leaves the setting alone where it cannot be had, until somebody tries', () => {
    const { login, settings } = withSetting(true, null);
    login.look();
    expect(settings.startAtLogin).toBe(true);
    expect(login.isPossible).toBe(false);
    login.choose(true);
    expect(settings.startAtLogin).toBe(false);
    expect(login.hasFailed()).toBe(true);
  });
});
