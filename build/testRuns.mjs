/** Decisions of test.mjs: which runner gets which argument, and the total of the two runners' reports. */

/**
 * Sorts the arguments of `npm test -- …` onto the two runners.
 * - a path with `e2e` in it, or a `*.spec.ts`, goes to Playwright, any other path to Vitest;
 *   when paths name only one runner's tests, the other one does not run;
 * - `-t name` (or `-g name`) selects by name in both;
 * - `--unit` and `--e2e` choose one runner;
 * - other flags go to every runner that runs.
 * @param {readonly string[]} args
 * @returns {{ vitest: string[] | null, playwright: string[] | null }} null: does not run
 */
export function splitArguments(args) {
  const vitest = [];
  const playwright = [];
  const paths = { vitest: 0, playwright: 0 };
  let only = null;
  for (let index = 0; index < args.length; index += 1) {
    const argument = args[index];
    if (argument === '--unit') only = 'vitest';
    else if (argument === '--e2e') only = 'playwright';
    else if (['-t', '-g', '--testNamePattern', '--grep'].includes(argument)) {
      index += 1;
      vitest.push('-t', args[index] ?? '');
      playwright.push('-g', args[index] ?? '');
    } else if (argument.startsWith('-')) {
      vitest.push(argument);
      playwright.push(argument);
    } else if (/(^|[\\/])e2e([\\/]|$)|\.spec\.ts/.test(argument)) {
      playwright.push(argument);
      paths.playwright += 1;
    } else {
      vitest.push(argument);
      paths.vitest += 1;
    }
  }
  const named = paths.vitest + paths.playwright > 0;
  return {
    vitest: only === 'playwright' || (named && paths.vitest === 0) ? null : vitest,
    playwright: only === 'vitest' || (named && paths.playwright === 0) ? null : playwright,
  };
}

/** @typedef {{ passed: number, failed: number }} Count */

/**
 * @param {any} report what `vitest --reporter=json` wrote; null if it wrote nothing
 * @param {number} exitCode
 * @returns {Count}
 */
export function countVitest(report, exitCode) {
  const files = report?.testResults ?? [];
  // A file that does not load has no tests that could fail.
  const brokenFiles = files.filter(
    (file) => file.status === 'failed' && file.assertionResults.length === 0,
  ).length;
  return sure(
    { passed: report?.numPassedTests ?? 0, failed: (report?.numFailedTests ?? 0) + brokenFiles },
    exitCode,
  );
}

/**
 * @param {any} report what `playwright test --reporter=json` wrote; null if it wrote nothing
 * @param {number} exitCode
 * @returns {Count}
 */
export function countPlaywright(report, exitCode) {
  const stats = report?.stats ?? { expected: 0, unexpected: 0, flaky: 0 };
  return sure({ passed: stats.expected, failed: stats.unexpected + stats.flaky }, exitCode);
}

/** A runner that failed without naming a failed test counts as failed all the same. */
function sure(count, exitCode) {
  return exitCode !== 0 && count.failed === 0 ? { ...count, failed: 1 } : count;
}
