import path from 'node:path';
import { expect, test } from 'vitest';
import { chooseElectron, executableIn, fetchOrder } from '../../build/electronRuntime.mjs';

const nothing = { override: null, officialVersion: null, wantedVersion: '45.4.1', registryIsCached: false };

test('an Electron that the person names goes before every other', () => {
  const all = {
    override: '/opt/electron',
    officialVersion: '45.4.1',
    wantedVersion: '45.4.1',
    registryIsCached: true,
  };
  expect(chooseElectron(all)).toBe('override');
});

test('the official Electron goes before the registry one, but only in the version the lock file names', () => {
  expect(chooseElectron({ ...nothing, officialVersion: '45.4.1', registryIsCached: true })).toBe('official');
  expect(chooseElectron({ ...nothing, officialVersion: '44.0.0', registryIsCached: true })).toBe('registry');
});

test('a registry Electron that is here is used without asking the network again', () => {
  expect(chooseElectron({ ...nothing, registryIsCached: true })).toBe('registry');
});

test('with none here, one is fetched: the official one first where its host answers', () => {
  expect(chooseElectron(nothing)).toBeNull();
  expect(fetchOrder({ officialHostAnswers: true, registryHasOne: true })).toEqual(['official', 'registry']);
  expect(fetchOrder({ officialHostAnswers: false, registryHasOne: true })).toEqual(['registry']);
});

test('where the registry has none, the official download is tried even when its host seems silent', () => {
  expect(fetchOrder({ officialHostAnswers: false, registryHasOne: false })).toEqual(['official']);
});

test('the executable has its own name on each system', () => {
  expect(executableIn('d', 'linux')).toBe(path.join('d', 'electron'));
  expect(executableIn('d', 'win32')).toBe(path.join('d', 'electron.exe'));
  expect(executableIn('d', 'darwin')).toBe(path.join('d', 'Electron.app', 'Contents', 'MacOS', 'Electron'));
});
