import { describe, expect, test } from 'vitest';
import {
  appArmorProfile,
  explanationOf,
  lacksSandbox,
  mountOptionsOf,
  obstacleIn,
  remedyFor,
} from '../../build/sandbox.mjs';

const files = {
  helper: '/srv/check out/chrome-sandbox',
  profile: '/home/ada/.cache/jarvis-calendar/jarvis-electron-1',
};
const unset = { uid: 1000, mode: 0o100755 };

/** The obstacle and its remedy on a system with these settings and this helper. */
const on = (
  settings: Readonly<Record<string, string>>,
  helper: { uid: number; mode: number } | null = unset,
  { mountOptions = 'rw,relatime', noNewPrivileges = false } = {},
) => {
  const obstacle = obstacleIn({
    sysctl: (name) => settings[name] ?? null,
    helper,
    mountOptions,
    noNewPrivileges,
  });
  const remedy = remedyFor(obstacle, files);
  return { ...obstacle, ...remedy, text: explanationOf(obstacle, remedy) };
};

describe('the remedy', () => {
  test('if AppArmor restricts user namespaces: a profile for this Electron, whatever the helper is', () => {
    const settings = {
      'kernel.apparmor_restrict_unprivileged_userns': '1',
      'user.max_user_namespaces': '63000',
    };
    for (const helper of [unset, null, { uid: 0, mode: 0o104755 }]) {
      expect(on(settings, helper).command).toBe(
        'sudo install -m 644 /home/ada/.cache/jarvis-calendar/jarvis-electron-1 /etc/apparmor.d/jarvis-electron-1 && ' +
          'sudo apparmor_parser -r /etc/apparmor.d/jarvis-electron-1',
      );
    }
    expect(on(settings).text).toContain('kernel.apparmor_restrict_unprivileged_userns=1');
  });

  test("if the kernel's settings or anything else denies them: the helper's owner and mode", () => {
    const helper = "'/srv/check out/chrome-sandbox'";
    const command = `sudo chown root:root ${helper} && sudo chmod 4755 ${helper}`;
    const off = on({ 'user.max_user_namespaces': '0' });
    expect(off.command).toBe(command);
    expect(off.text).toContain('(user.max_user_namespaces=0)');
    expect(on({ 'kernel.unprivileged_userns_clone': '0' }).command).toBe(command);
    expect(on({ 'kernel.unprivileged_userns_clone': '0' }).text).toContain('unprivileged_userns_clone=0');
    expect(on({ 'user.max_user_namespaces': '63000' }).command).toBe(command);
    expect(on({}).cause).toBe('refused');
  });

  test('if the helper is no solution: the setting, or an explanation if there is none', () => {
    const off = { 'user.max_user_namespaces': '0' };
    for (const [helper, where, why] of [
      [null, {}, 'has none'],
      [unset, { mountOptions: 'rw,nosuid,nodev' }, 'nosuid'],
      [unset, { noNewPrivileges: true }, 'no_new_privs'],
      [{ uid: 0, mode: 0o104755 }, {}, 'right already'],
    ] as const) {
      expect(on(off, helper, where).command).toBe('sudo sysctl -w user.max_user_namespaces=15000');
      expect(on(off, helper, where).text).toContain(why);
      expect(on({}, helper, where).command).toBeNull();
      expect(on({}, helper, where).text).toContain('container');
    }
    expect(on({ 'kernel.unprivileged_userns_clone': '0' }, null).command).toBe(
      'sudo sysctl -w kernel.unprivileged_userns_clone=1',
    );
  });

  test('does not rely on a helper with a wrong owner, no set-user-ID bit, or not executable for all', () => {
    for (const helper of [
      { uid: 1000, mode: 0o104755 },
      { uid: 0, mode: 0o100755 },
      { uid: 0, mode: 0o104750 },
    ]) {
      expect(on({}, helper).helperObstacle).toBeNull();
    }
  });

  test('is never to run without the sandbox', () => {
    const systems: readonly Readonly<Record<string, string>>[] = [
      {},
      { 'user.max_user_namespaces': '0' },
      { 'kernel.apparmor_restrict_unprivileged_userns': '1' },
    ];
    for (const settings of systems) {
      for (const helper of [null, unset]) expect(on(settings, helper).text).not.toContain('no-sandbox');
    }
  });
});

test("an executable's path is not a pattern in its profile", () => {
  const profile = appArmorProfile('jarvis-electron-1', '/home/ada/a [b] {c}*/electron "x"');
  expect(profile).toContain(
    String.raw`profile jarvis-electron-1 "/home/ada/a \[b\] \{c\}\*/electron \"x\"" flags=(unconfined) {`,
  );
  expect(profile).toContain('\n  userns,\n');
});

test('the options are those of the mount that is visible at the file', () => {
  const mountInfo = [
    '25 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw',
    '40 25 8:2 / /home rw,nosuid shared:2 - ext4 /dev/sda2 rw',
    String.raw`41 25 8:3 / /home/ada\040b rw,nodev shared:3 - ext4 /dev/sda3 rw`,
    '42 40 8:4 / /home rw,noexec shared:4 - ext4 /dev/sda4 rw',
  ].join('\n');
  expect(mountOptionsOf(mountInfo, '/opt/x/chrome-sandbox')).toBe('rw,relatime');
  expect(mountOptionsOf(mountInfo, '/homes/chrome-sandbox')).toBe('rw,relatime');
  expect(mountOptionsOf(mountInfo, '/home/eve/chrome-sandbox')).toBe('rw,noexec');
  expect(mountOptionsOf(mountInfo, '/home/ada b/chrome-sandbox')).toBe('rw,nodev');
  expect(mountOptionsOf('', '/x')).toBe('');
});

test("Electron's output distinguishes a missing sandbox from other causes", () => {
  for (const words of [
    '[73:1129/06.2:FATAL:setuid_sandbox_host.cc(163)] The SUID sandbox helper binary was found, but is not configured correctly.',
    '[73:1129/06.2:FATAL:zygote_host_impl_linux.cc(128)] No usable sandbox! If you are running on Ubuntu 23.10+',
    '[73:1129/06.2:FATAL:credentials.cc(131)] Check failed: . : Permission denied (13)',
    'The setuid sandbox is not running as root. Common causes:',
  ]) {
    expect(lacksSandbox(`[7:ERROR:bus.cc(407)] Failed to connect\n${words}\n`), words).toBe(true);
  }
  for (const words of [
    '',
    '[7:ERROR:ozone_platform_x11.cc(245)] Missing X server or $DISPLAY',
    '[7:ERROR:zygote_linux.cc(678)] write: Broken pipe (32)',
    '[7:FATAL:gpu_data_manager_impl_private.cc(423)] GPU process is not usable. Goodbye.',
    'error while loading shared libraries: libnss3.so: cannot open shared object file',
  ]) {
    expect(lacksSandbox(words), words).toBe(false);
  }
});
