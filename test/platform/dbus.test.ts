/** Whether there is a session bus: without one the libraries behind notifications would only print errors. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { hasSessionBus } from '../../main/platform/dbus.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'jarvis bus-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const onLinux = (address: string | undefined, runtime?: string): boolean =>
  hasSessionBus('linux', { DBUS_SESSION_BUS_ADDRESS: address, XDG_RUNTIME_DIR: runtime });
const socket = (): string => {
  const at = path.join(folder, 'bus');
  writeFileSync(at, '');
  return at;
};

test('other systems need none', () => {
  expect(hasSessionBus('darwin', {})).toBe(true);
  expect(hasSessionBus('win32', {})).toBe(true);
});

test('without an address it is where the libraries look', () => {
  expect(onLinux(undefined)).toBe(false);
  expect(onLinux('', folder)).toBe(false);
  socket();
  expect(onLinux('', folder)).toBe(true);
});

test('an address of a missing socket is not a bus, and neither is `disabled:`', () => {
  expect(onLinux(`unix:path=${path.join(folder, 'gone')}`)).toBe(false);
  expect(onLinux('disabled:')).toBe(false);
  // The address counts, even if there is a bus in the usual place.
  socket();
  expect(onLinux('disabled:', folder)).toBe(false);
});

test('an address of an existing socket is a bus, with escapes and in a list', () => {
  const escaped = socket().replaceAll(' ', '%20');
  expect(onLinux(`unix:path=${escaped},guid=0123456789abcdef`)).toBe(true);
  expect(onLinux(`unix:path=/gone;unix:guid=01,path=${escaped}`)).toBe(true);
  expect(onLinux('unix:path=%')).toBe(false);
});

test('an address that cannot be checked is accepted', () => {
  expect(onLinux('unix:abstract=/tmp/dbus-1234,guid=01')).toBe(true);
  expect(onLinux('tcp:host=127.0.0.1,port=1234')).toBe(true);
  expect(onLinux('autolaunch:')).toBe(true);
});
