/** `npm run test:model -- --seed=… --runs=… --commands=… --path=…`: the long version of the model test (test/model). */
import path from 'node:path';
import { projectRoot, runInForeground } from './processes.mjs';
import { startScript } from './setup.mjs';

await startScript((args) =>
  runInForeground(process.execPath, [path.join(projectRoot, 'test/model/runChild.ts'), ...args]),
);
