/**
 * `npm run bench`, or `npm run bench -- P3 P4`: measures the app against its floors and prints a Markdown table.
 * Nothing of this runs in `npm test`. Progress goes to stderr, the report to stdout; `--raw` adds every figure.
 * The exit code tells whether all limits held.
 */
import { environmentFor, startVirtualDisplay } from '../../build/display.mjs';
import { say } from '../../build/processes.mjs';
import { ensureSandbox } from '../../build/sandbox.mjs';
import { setUp, startScript, toolEnvironment } from '../../build/setup.mjs';

await startScript(async (args) => {
  const { benches } = await import('./benches.ts');
  const { machine, rawAsMarkdown, rowsAsMarkdown } = await import('./harness/report.ts');
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
