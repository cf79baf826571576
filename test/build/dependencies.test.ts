import { expect, test } from 'vitest';
import { lockDisagreement, whyInstall } from '../../build/dependencies.mjs';

const lock = {
  packages: {
    '': { dependencies: { left: '1.0.0' } },
    'node_modules/left': { version: '1.0.0', integrity: 'sha512-left' },
    'node_modules/left-win32': { version: '1.0.0', integrity: 'sha512-win', optional: true },
    'node_modules/node': { version: '24.21.0', integrity: 'sha512-node' },
  },
};
const installed = {
  packages: {
    'node_modules/left': { version: '1.0.0', integrity: 'sha512-left' },
    'node_modules/node': { version: '24.21.0', integrity: 'sha512-node' },
  },
};
const complete = { lock, installed, pinnedNode: '24.21.0', installedNode: '24.21.0' };

test('a complete installation is not changed, and builds for other systems are not missed', () => {
  expect(whyInstall(complete)).toBeNull();
});

test('an empty checkout and an interrupted install are installed', () => {
  expect(whyInstall({ ...complete, installed: null })).toMatch('not there');
});

test('a package that the lock file added, moved or changed is installed', () => {
  const without = { packages: { 'node_modules/node': installed.packages['node_modules/node'] } };
  expect(whyInstall({ ...complete, installed: without })).toBe('node_modules/left is missing');
  const older = structuredClone(installed);
  older.packages['node_modules/left'].version = '0.9.0';
  expect(whyInstall({ ...complete, installed: older })).toBe('node_modules/left is outdated');
  const other = structuredClone(installed);
  other.packages['node_modules/left'].integrity = 'sha512-other';
  expect(whyInstall({ ...complete, installed: other })).toBe('node_modules/left is outdated');
});

test('a tree whose pinned Node was never downloaded, or is another, is not complete', () => {
  expect(whyInstall({ ...complete, installedNode: null })).toBe('Node 24.21.0 is not in it');
  expect(whyInstall({ ...complete, installedNode: '22.0.0' })).toBe('Node 24.21.0 is not in it');
});

test('a dependency in package.json that the lock file lacks is noticed', () => {
  expect(lockDisagreement({ dependencies: { left: '1.0.0' } }, lock)).toBeNull();
  expect(lockDisagreement({ dependencies: { left: '1.1.0' } }, lock)).toBe('left');
  expect(lockDisagreement({ dependencies: { left: '1.0.0' }, devDependencies: { new: '1.0.0' } }, lock)).toBe(
    'new',
  );
  expect(lockDisagreement({}, lock)).toBe('left');
});
