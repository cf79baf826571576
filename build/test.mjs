/**
 * `npm test`: sets up what is missing, then runs Vitest and Playwright (with the real Electron) and prints the total
 * of both in the last line. testRuns.mjs decides which argument goes to which runner.
 */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pinnedNodePath } from './dependencies.mjs';
import { projectRoot, runInForeground } from './processes.mjs';
import { ensureSandbox } from './sandbox.mjs';
import { setUp, startScript, toolEnvironment } from './setup.mjs';
import { countPlaywright, countVitest, splitArguments } from './testRuns.mjs';

const readReport = (file) => {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
};

/** @param {string} name below node_modules */
const runTool = (name, args, env) =>
  runInForeground(pinnedNodePath(), [path.join(projectRoot, 'node_modules', name), ...args], { env });

/**
 * Many tests start a process that reads the sources; most of its time is removing their types. Not for Electron, which
 * would not start as it does for people.
 */
const compiledSources = path.join(projectRoot, 'node_modules', '.cache', 'compiled');

await startScript(async (args) => {
  const runs = splitArguments(args);
  const { electron } = await setUp({ forTests: true });
  if (runs.playwright) await ensureSandbox(electron);
  const env = toolEnvironment(electron);
  const reports = fs.mkdtempSync(path.join(os.tmpdir(), 'jarvis-test-'));
  const counts = [];
  try {
    if (runs.vitest) {
      const file = path.join(reports, 'vitest.json');
      const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
      const code = await runTool('vitest/vitest.mjs', ['run', ...reporters, ...runs.vitest], {
        ...env,
        NODE_COMPILE_CACHE: compiledSources,
      });
      counts.push(countVitest(readReport(file), code));
    }
    if (runs.playwright) {
      const file = path.join(reports, 'playwright.json');
      const code = await runTool(
        '@playwright/test/cli.js',
        ['test', '--reporter=list,json', ...runs.playwright],
        {
          ...env,
          PLAYWRIGHT_JSON_OUTPUT_FILE: file,
        },
      );
      counts.push(countPlaywright(readReport(file), code));
    }
  } finally {
    fs.rmSync(reports, { recursive: true, force: true });
  }
  const passed = counts.reduce((sum, count) => sum + count.passed, 0);
  const failed = counts.reduce((sum, count) => sum + count.failed, 0);
  process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
  return failed === 0 ? 0 : 1;
});
