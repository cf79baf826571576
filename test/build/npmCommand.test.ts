import path from 'node:path';
import { expect, test } from 'vitest';
import { npmCommand, projectRoot } from '../../build/processes.mjs';

const pinned = path.join(projectRoot, 'node_modules', 'node', 'bin', 'node');
const npm = { npm_execpath: '/usr/lib/npm/bin/npm-cli.js' };

test('npm is run by the Node that runs npm, not by the one that an install deletes', () => {
  const env = { ...npm, npm_node_execpath: '/usr/bin/node' };
  expect(npmCommand(env, pinned)).toMatchObject({ command: '/usr/bin/node', args: [npm.npm_execpath] });
});

test('npm is taken from PATH where only that Node is known, or no npm runs the script', () => {
  expect(npmCommand({ ...npm, npm_node_execpath: pinned }, pinned)).toMatchObject({
    command: 'npm',
    args: [],
  });
  expect(npmCommand({}, '/usr/bin/node')).toMatchObject({ command: 'npm', args: [] });
});
