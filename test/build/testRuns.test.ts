import { expect, test } from 'vitest';
import { countPlaywright, countVitest, splitArguments } from '../../build/testRuns.mjs';

test('without arguments both runners run everything', () => {
  expect(splitArguments([])).toEqual({ vitest: [], playwright: [] });
});

test('paths go to the runner of the tests they name, and the other one does not run', () => {
  expect(splitArguments(['test/store'])).toEqual({ vitest: ['test/store'], playwright: null });
  expect(splitArguments(['test/e2e/tray.spec.ts'])).toEqual({
    vitest: null,
    playwright: ['test/e2e/tray.spec.ts'],
  });
  expect(splitArguments(['test/store', 'tray.spec.ts'])).toEqual({
    vitest: ['test/store'],
    playwright: ['tray.spec.ts'],
  });
});

test('a name selects in both runners, in the syntax of each', () => {
  expect(splitArguments(['-t', 'Sync now'])).toEqual({
    vitest: ['-t', 'Sync now'],
    playwright: ['-g', 'Sync now'],
  });
});

test('one runner can be chosen', () => {
  expect(splitArguments(['--unit', '--bail=1'])).toEqual({ vitest: ['--bail=1'], playwright: null });
  expect(splitArguments(['--e2e'])).toEqual({ vitest: null, playwright: [] });
});

test('the numbers come from the reports', () => {
  expect(countVitest({ numPassedTests: 5, numFailedTests: 2, testResults: [] }, 1)).toEqual({
    passed: 5,
    failed: 2,
  });
  expect(countPlaywright({ stats: { expected: 3, unexpected: 1, flaky: 1 } }, 1)).toEqual({
    passed: 3,
    failed: 2,
  });
});

test('a file that does not load counts as failed', () => {
  const report = {
    numPassedTests: 5,
    numFailedTests: 1,
    testResults: [
      { status: 'failed', assertionResults: [] },
      { status: 'failed', assertionResults: [{}] },
      { status: 'passed', assertionResults: [{}] },
    ],
  };
  expect(countVitest(report, 1)).toEqual({ passed: 5, failed: 2 });
});

test('a runner that fails is never green, even without a report', () => {
  expect(countVitest(null, 1)).toEqual({ passed: 0, failed: 1 });
  expect(countPlaywright(null, 137)).toEqual({ passed: 0, failed: 1 });
  expect(countVitest({ numPassedTests: 5, numFailedTests: 0, testResults: [] }, 1)).toEqual({
    passed: 5,
    failed: 1,
  });
});
