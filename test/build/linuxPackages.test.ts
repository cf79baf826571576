/** What the .deb and the .rpm do when they are installed, upgraded and removed: runs electron-builder's scripts. */
import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Arch, build, Platform } from 'electron-builder';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { projectRoot } from '../../build/processes.mjs';

interface Scripts {
  readonly afterInstall: string;
  readonly afterRemove: string;
  readonly profile: string;
}

/** Prepares a package as for a release, up to the packer itself, which would have to be downloaded. */
const prepared = async <Parts>(
  target: 'AppImage' | 'deb' | 'rpm',
  folder: string,
  read: (options: unknown, unpacked: string) => Parts,
): Promise<Parts> => {
  const unpacked = path.join(folder, target);
  mkdirSync(path.join(unpacked, 'resources'), { recursive: true });
  const found: Parts[] = [];
  await build({
    projectDir: projectRoot,
    targets: Platform.LINUX.createTarget([target], Arch.x64),
    prepackaged: unpacked,
    publish: 'never',
    effectiveOptionComputed: async (options: unknown) => {
      found.push(read(options, unpacked));
      return true;
    },
    config: {
      extends: path.join(projectRoot, 'electron-builder.yml'),
      publish: null,
      extraMetadata: { homepage: 'https://example.com' },
      directories: { output: path.join(folder, 'release') },
    },
  });
  return found[0]!;
};

const scriptsOf = (target: 'deb' | 'rpm', folder: string): Promise<Scripts> =>
  prepared(target, folder, (options, unpacked) => {
    const [args] = options as [readonly string[]];
    const scriptAfter = (flag: string): string => readFileSync(args[args.indexOf(flag) + 1] ?? '', 'utf8');
    return {
      afterInstall: scriptAfter('--after-install'),
      afterRemove: scriptAfter('--after-remove'),
      profile: readFileSync(path.join(unpacked, 'resources', 'apparmor-profile'), 'utf8'),
    };
  });

test.skipIf(process.platform !== 'linux')(
  "the AppImage's menu entry does not disable the sandbox",
  async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'jarvis-appimage-'));
    try {
      const entry = await prepared('AppImage', folder, (options) => (options as { desktop: string }).desktop);
      expect(entry).toMatch(/^Exec=AppRun\b/m);
      expect(entry).not.toContain('no-sandbox');
      // The system opens the app's links and, if the person says so, calendar files with it.
      expect(entry).toMatch(/^MimeType=.*\bx-scheme-handler\/jarvis-calendar;/m);
      expect(entry).toMatch(/^Exec=AppRun .*%U$/m);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
);

describe.skipIf(process.platform !== 'linux').each(['deb', 'rpm'] as const)('the .%s', (target) => {
  const folder = mkdtempSync(path.join(tmpdir(), 'jarvis-packages-'));
  let scripts: Scripts;

  beforeAll(async () => {
    scripts = await scriptsOf(target, folder);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** A separate root with the package's files. */
  const rootWith = (abi: string | null): string => {
    const root = mkdtempSync(path.join(folder, 'root-'));
    const app = path.join(root, 'opt', 'Jarvis Calendar');
    mkdirSync(path.join(app, 'resources'), { recursive: true });
    writeFileSync(path.join(app, 'chrome-sandbox'), '', { mode: 0o755 });
    writeFileSync(path.join(app, 'resources', 'apparmor-profile'), scripts.profile);
    if (abi !== null) {
      mkdirSync(path.join(root, 'etc', 'apparmor.d', 'abi'), { recursive: true });
      writeFileSync(path.join(root, 'etc', 'apparmor.d', 'abi', abi), '');
    }
    return root;
  };
  const run = (script: string, root: string, ...args: readonly string[]): void => {
    // Another script would change this machine itself.
    expect(script).toContain('$DPKG_ROOT/usr/bin/jarvis-calendar');
    const { status, stderr } = spawnSync('sh', ['-s', '--', ...args], {
      input: script,
      env: { ...process.env, DPKG_ROOT: root },
      encoding: 'utf8',
    });
    expect(stderr).toBe('');
    expect(status).toBe(0);
  };
  const profileIn = (root: string): string => path.join(root, 'etc', 'apparmor.d', 'jarvis-calendar');
  const linkIn = (root: string): string => path.join(root, 'usr', 'bin', 'jarvis-calendar');

  test('installs a profile that allows user namespaces for the app', () => {
    const root = rootWith('4.0');
    run(scripts.afterInstall, root, target === 'deb' ? 'configure' : '1');
    const profile = readFileSync(profileIn(root), 'utf8');
    expect(profile).toMatch(/^profile "jarvis-calendar" "\/opt\/Jarvis Calendar\/jarvis-calendar"/m);
    expect(profile).toMatch(/^ {2}userns,$/m);
    expect(readlinkSync(linkIn(root))).toBe('/opt/Jarvis Calendar/jarvis-calendar');
  });

  test("sets up the sandbox helper, and does not touch an AppArmor that cannot read the profile's rules", () => {
    for (const abi of ['3.0', null]) {
      const root = rootWith(abi);
      run(scripts.afterInstall, root, target === 'deb' ? 'configure' : '1');
      const helper = statSync(path.join(root, 'opt', 'Jarvis Calendar', 'chrome-sandbox'));
      expect(helper.mode & 0o7777).toBe(0o4755);
      expect(existsSync(profileIn(root))).toBe(false);
    }
  });

  test('keeps both at an upgrade, and removes them when it is removed', () => {
    const root = rootWith('4.0');
    run(scripts.afterInstall, root, target === 'deb' ? 'configure' : '2');
    run(scripts.afterRemove, root, target === 'deb' ? 'upgrade' : '1');
    expect([existsSync(profileIn(root)), readlinkSync(linkIn(root)) !== '']).toEqual([true, true]);
    run(scripts.afterRemove, root, target === 'deb' ? 'remove' : '0');
    expect(existsSync(profileIn(root))).toBe(false);
    expect(() => readlinkSync(linkIn(root))).toThrow(/ENOENT/);
    if (target === 'deb') run(scripts.afterRemove, root, 'purge');
  });
});
