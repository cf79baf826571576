import { mkdtempSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { autostartEntry, isSwitchedOn, withCommand } from '../../main/desktop/desktopEntry.ts';
import { autostartPath, openAutostartFile } from '../../main/desktop/autostartFile.ts';

const words = { name: 'Jarvis Calendar', comment: 'Shows what’s next' };
const execOf = (text: string): string => /^Exec=(.*)$/m.exec(text)?.[1] ?? '';

/** Parses `Exec` as the Desktop Entry Specification requires of launchers: the value's escapes, then the quotes. */
const parseExec = (exec: string): readonly string[] => {
  const value = exec.replaceAll(/\\(.)/g, (_, letter: string) =>
    letter === 'n' ? '\n' : letter === 't' ? '\t' : letter === 'r' ? '\r' : letter === 's' ? ' ' : letter,
  );
  const args: string[] = [];
  let rest = value;
  while (rest !== '') {
    const match = /^"((?:[^"\\]|\\.)*)"(?: |$)/s.exec(rest) ?? /^([^\s"]+)(?: |$)/.exec(rest);
    if (match === null) throw new Error(`not parsable: ${rest}`);
    args.push((match[1] ?? '').replaceAll(/\\(["`$\\])/g, '$1').replaceAll('%%', '%'));
    rest = rest.slice(match[0].length);
  }
  return args;
};

describe('the autostart entry', () => {
  it.each([
    [['/usr/bin/jarvis-calendar', '--hidden']],
    [['/opt/Jarvis Calendar/jarvis-calendar', '--hidden']],
    [['/home/ada/100% mine/$HOME/`x`/a"b\\c/J.AppImage', '--hidden']],
    [['/home/ada/new\nline\tand tab/app', '--user-data-dir=/home/ada/my profile']],
    [['/home/ada/#1 & only; (really)*/app', '--hidden']],
  ])('quotes its command so that a launcher reads the same arguments: %j', (command) => {
    const entry = autostartEntry(command, words);
    expect(parseExec(execOf(entry))).toEqual(command);
    // A single one would be a field code, such as %f.
    expect(execOf(entry).replaceAll('%%', '')).not.toContain('%');
    expect(entry.split('\n')[0]).toBe('[Desktop Entry]');
    expect(isSwitchedOn(entry)).toBe(true);
  });

  it('does not quote what needs no quotes', () => {
    expect(execOf(autostartEntry(['/usr/bin/jarvis-calendar', '--hidden'], words))).toBe(
      '/usr/bin/jarvis-calendar --hidden',
    );
  });

  it('is off if the person or a tool disabled it, in its main group only', () => {
    const entry = autostartEntry(['/bin/app'], words);
    expect(isSwitchedOn(`${entry}Hidden=true\n`)).toBe(false);
    expect(isSwitchedOn(`${entry}Hidden = true \n`)).toBe(false);
    expect(isSwitchedOn(entry.replace('enabled=true', 'enabled=false'))).toBe(false);
    expect(isSwitchedOn(`${entry}[Desktop Action other]\nHidden=true\n`)).toBe(true);
    expect(isSwitchedOn(`${entry}#Hidden=true\n`)).toBe(true);
    expect(isSwitchedOn('')).toBe(false);
  });

  it('keeps what the person added when its command changes', () => {
    const edited = `${autostartEntry(['/old/app', '--hidden'], words)}X-GNOME-Autostart-Delay=20\n`;
    const mended = withCommand(edited, ['/new place/app', '--hidden']);
    expect(execOf(mended ?? '')).toBe('"/new place/app" --hidden');
    expect(mended).toContain('X-GNOME-Autostart-Delay=20\n');
    expect(withCommand(mended ?? '', ['/new place/app', '--hidden'])).toBeNull();
  });
});

describe('the autostart file', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'jarvis-autostart-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('is where the base directory specification says', () => {
    expect(autostartPath({ XDG_CONFIG_HOME: '/cfg' }, '/home/ada')).toBe(
      '/cfg/autostart/jarvis-calendar.desktop',
    );
    const usual = '/home/ada/.config/autostart/jarvis-calendar.desktop';
    expect(autostartPath({}, '/home/ada')).toBe(usual);
    expect(autostartPath({ XDG_CONFIG_HOME: 'relative' }, '/home/ada')).toBe(usual);
  });

  it('is created, updated and removed, and leaves nothing next to it', () => {
    const file = path.join(folder, 'autostart', 'jarvis-calendar.desktop');
    const autostart = openAutostartFile(file, ['/opt/app', '--hidden'], () => words);
    expect(autostart.isOn()).toBe(false);
    autostart.set(true);
    expect(autostart.isOn()).toBe(true);
    expect(statSync(file).mode & 0o077).toBe(0);
    const moved = openAutostartFile(file, ['/opt/2/app', '--hidden'], () => words);
    moved.mend();
    expect(execOf(readFileSync(file, 'utf8'))).toBe('/opt/2/app --hidden');
    expect(readdirSync(path.dirname(file))).toEqual(['jarvis-calendar.desktop']);
    moved.set(false);
    expect(readdirSync(path.dirname(file))).toEqual([]);
  });

  it('stays off if the person disabled it, until it is enabled again', () => {
    const file = path.join(folder, 'jarvis-calendar.desktop');
    mkdirSync(folder, { recursive: true });
    writeFileSync(file, '[Desktop Entry]\nType=Application\nExec=/opt/app --hidden\nHidden=true\n');
    const autostart = openAutostartFile(file, ['/opt/app', '--hidden'], () => words);
    expect(autostart.isOn()).toBe(false);
    autostart.set(true);
    expect(autostart.isOn()).toBe(true);
  });

  it('is off if there is no such file, and unknown if there is one that cannot be read', () => {
    writeFileSync(path.join(folder, 'file'), '');
    const beside = path.join(folder, 'file', 'jarvis-calendar.desktop');
    expect(openAutostartFile(beside, ['/opt/app'], () => words).isOn()).toBe(false);
    // A folder in its place stands for every other reason: permissions have no effect for root.
    const unreadable = path.join(folder, 'jarvis-calendar.desktop');
    mkdirSync(unreadable);
    const autostart = openAutostartFile(unreadable, ['/opt/app'], () => words);
    expect(() => autostart.isOn()).toThrow();
    expect(() => autostart.mend()).toThrow();
  });
});
