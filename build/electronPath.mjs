/** `npm run -s electron:path`: sets up what is missing and prints only the path of Electron's executable. */
import { setUp, startScript } from './setup.mjs';

await startScript(async () => {
  const { electron } = await setUp();
  process.stdout.write(`${electron.executable}\n`);
  return 0;
});
