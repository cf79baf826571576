/**
 * `npm run bench`, or `npm run bench -- P3 P4`: compares the app with its floors and prints a Markdown table. Nothing
 * of this runs in `npm test`. Progress is printed to stderr, the report to stdout; `--raw` adds every figure. The
 * exit code tells whether all limits were met.
 *
 * `--compare <ref>` runs the benches of that commit and of this checkout alternately and prints the ratio of each
 * figure with its range; `--rounds=<n>` sets how often (3).
 */
import { environmentFor, startVirtualDisplay } from '../../build/display.mjs';
import { say } from '../../build/processes.mjs';
import { ensureSandbox } from '../../build/sandbox.mjs';
import { setUp, startScript, toolEnvironment } from '../../build/setup.mjs';

await startScript(async (args) => {
  const { benches } = await import('./benches.ts');
  const { machine, rawAsMarkdown, rowsAsMarkdown } = await import('./harness/report.ts');
  const comparing = args.indexOf('--compare');
  if (comparing !== -1) {
    const { compareWith } = await import('./harness/compare.ts');
    const [, ref = 'HEAD'] = args.splice(comparing, 2);
    const rounds = Number(args.find((arg) => arg.startsWith('--rounds='))?.split('=')[1] ?? 3);
    const ids = args.filter((arg) => !arg.startsWith('-'));
    await setUp({ forTests: true });
    process.stdout.write(`${machine()}\n\n${compareWith(ref, ids, rounds)}\n`);
    return 0;
  }
  const wanted = args.filter((arg) => !arg.startsWith('-')).map((arg) => arg.toUpperCase());
  const chosen = benches.filter(({ id }) => wanted.length === 0 || wanted.includes(id));
  if (chosen.length === 0) {
    say(`There are ${benches.map(({ id }) => id).join(', ')}.`);
    return 2;
  }

  let display = null;
  if (chosen.some(({ opensWindows }) => opensWindows)) {
    const { electron, needsDisplay } = await setUp({ forTests: true });
    await ensureSandbox(electron);
    Object.assign(process.env, toolEnvironment(electron));
    if (needsDisplay) {
      display = await startVirtualDisplay();
      Object.assign(process.env, environmentFor(display.display));
      delete process.env.WAYLAND_DISPLAY;
    }
  }
  const rows = [];
  const raws = [];
  const began = machine();
  try {
    for (const bench of chosen) {
      say(`${bench.id}  ${bench.title}`);
      const result = await bench.run();
      rows.push(...result.rows);
      raws.push(rawAsMarkdown(bench.id, result.raw));
    }
  } finally {
    display?.stop();
  }
  process.stdout.write(`${began}; at the end: ${machine().split(', ').at(-1)}\n\n${rowsAsMarkdown(rows)}\n`);
  if (args.includes('--raw')) process.stdout.write(`\n${raws.join('\n\n')}\n`);
  return rows.every(({ holds }) => holds) ? 0 : 1;
});
