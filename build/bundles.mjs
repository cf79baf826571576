/**
 * What Electron loads, built by Vite: dist/main.cjs, dist/app.cjs, dist/cli.cjs, dist/texts-*.cjs, dist/mcp.cjs,
 * dist/preload.cjs, dist/prerender.cjs and dist/renderer/. Everything except Electron itself and better-sqlite3 (which has a native part) is bundled. The
 * window's page has a strict content security policy, so the output contains no inline script, no inline style and no
 * data: URL.
 */
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import { builtinModules } from 'node:module';
import path from 'node:path';
import { projectRoot, say } from './processes.mjs';

/** Electron 33 is the oldest supported runtime: Chromium 130, Node 20.18. */
const targets = { main: 'node20.18', renderer: 'chrome130' };

const builtins = [...builtinModules, ...builtinModules.map((name) => `node:${name}`)];

/** @param {string} name in the project's folder */
const at = (name) => path.join(projectRoot, name);

/** On a slow machine the bundler would report which plugin took how long. */
const checks = { bundlerTimings: false };

/**
 * @param {{ entry: string | Record<string, string>, file: string, external: string[], target: string, development: boolean, licences?: string, plugins?: import('vite').Plugin[], output?: object, constants?: Record<string, unknown>, root?: string }} options
 * @returns {import('vite').InlineConfig}
 */
function nodeBundle({
  entry,
  file,
  external,
  target,
  development,
  licences,
  plugins = [],
  constants = {},
  output = { codeSplitting: false },
  root = projectRoot,
}) {
  const values = Object.entries(constants).map(([name, value]) => [name, JSON.stringify(value)]);
  return {
    configFile: false,
    root,
    logLevel: 'warn',
    mode: development ? 'development' : 'production',
    define: {
      'process.env.NODE_ENV': JSON.stringify(development ? 'development' : 'production'),
      ...Object.fromEntries(values),
    },
    plugins,
    ssr: { noExternal: true, external },
    build: {
      ssr: true,
      outDir: at('dist'),
      emptyOutDir: false,
      target,
      minify: !development,
      license: licences === undefined ? false : { fileName: licences },
      sourcemap: development ? 'inline' : false,
      reportCompressedSize: false,
      rolldownOptions: {
        input: typeof entry === 'string' ? at(entry) : entry,
        external,
        checks,
        // Node's `import()` of a CommonJS file takes several times as long as `require`: it parses the file for its exports.
        output: { format: 'cjs', entryFileNames: file, dynamicImportInCjs: false, ...output },
      },
    },
  };
}

/**
 * Returns the OAuth client that a release contains [S38]: the one in the environment when it is built.
 * @typedef {{ id: string, secret: string | null }} OAuthClient
 * @param {NodeJS.ProcessEnv} env
 * @returns {OAuthClient | null}
 */
export function releaseClient(env) {
  const id = env.JARVIS_OAUTH_CLIENT_ID?.trim();
  return id ? { id, secret: env.JARVIS_OAUTH_CLIENT_SECRET?.trim() || null } : null;
}

/** original-fs is Electron's own: it treats an archive as a file. */
const mainExternals = ['electron', 'original-fs', 'better-sqlite3', ...builtins];

/**
 * What runs before the window is a separate bundle: the smaller it is, the sooner the window's process starts. It
 * then loads `app.cjs`.
 * @param {{ development?: boolean, client?: OAuthClient | null }} [options]
 */
export const startBundle = ({ development = false, client = null } = {}) =>
  nodeBundle({
    entry: 'main/main.ts',
    file: 'main.cjs',
    external: mainExternals,
    target: targets.main,
    development,
    constants: { GOOGLE_CLIENT: client },
    plugins: [
      elsewhere({ './app/app.ts': './app.cjs', '../renderer/prerender.tsx': './prerender.cjs' }),
      oneLanguage,
    ],
  });

/**
 * Leaves the code of another bundle where it is.
 * @param {Record<string, string>} places by import
 * @returns {import('vite').Plugin}
 */
const elsewhere = (places) => ({
  name: 'elsewhere',
  enforce: 'pre',
  resolveId: (id) => (id in places ? { id: places[id], external: true } : null),
});

/**
 * In place of shared/messages/languages.ts: main's bundles share the texts, and load one language when it is asked for. They
 * are longer than the rest of `main.cjs`.
 * @type {import('vite').Plugin}
 */
const oneLanguage = {
  name: 'one-language',
  enforce: 'pre',
  resolveId: (id) => {
    if (id === './languages.ts') return '\0languages';
    return id.startsWith('./texts-') ? { id, external: true } : null;
  },
  load: (id) =>
    id === '\0languages'
      ? `export const languages = {
          en: () => require('./texts-en.cjs').en,
          de: () => require('./texts-de.cjs').de,
        };`
      : null,
};

/**
 * The texts in one language, for all of main's bundles.
 * @param {'en' | 'de'} language
 * @param {{ development?: boolean }} [options]
 */
export const textsBundle = (language, { development = false } = {}) =>
  nodeBundle({
    entry: `shared/messages/${language}.ts`,
    file: `texts-${language}.cjs`,
    external: builtins,
    target: targets.main,
    development,
  });

/** React has two server renderers, each a whole library. This keeps only the one that returns markup at once. */
const onlyMarkup = {
  name: 'only-markup',
  enforce: 'pre',
  resolveId: (id) =>
    id === 'react-dom/server'
      ? at('node_modules/react-dom/cjs/react-dom-server-legacy.browser.production.js')
      : null,
};

/**
 * Draws the first view in main, with the window's own components. Their class names match the page's style sheet
 * because both are built from the same root. Without the parts that are only opened later.
 * @param {{ development?: boolean }} [options]
 */
export async function prerenderBundle({ development = false } = {}) {
  const { default: react } = await import('@vitejs/plugin-react');
  return nodeBundle({
    entry: 'renderer/prerender.tsx',
    file: 'prerender.cjs',
    root: at('renderer'),
    external: builtins,
    target: targets.main,
    development,
    plugins: [elsewhere({ './laterBundle.ts': './laterBundle.ts' }), oneLanguage, react(), onlyMarkup],
  });
}

/**
 * Everything behind the window, and the command line (main/app/commandLine.ts), which loads nothing of the app but the
 * chunks with the code that both need. What is not needed for the first paint (Google, the sample, the log's library)
 * becomes separate chunks.
 * @param {{ development?: boolean }} [options]
 */
export const appBundle = ({ development = false } = {}) =>
  nodeBundle({
    entry: { app: 'main/app/app.ts', cli: 'main/cli/cli.ts' },
    file: '[name].cjs',
    licences: 'licences-main.md',
    external: mainExternals,
    target: targets.main,
    development,
    plugins: [oneLanguage],
    output: { chunkFileNames: 'chunk-[name].cjs' },
  });

/**
 * The protocol's library brings what it needs for tools described without the current zod, and for questions to the
 * assistant. The server has neither, and it is half of the code.
 */
const unusedByServer = {
  name: 'unused-by-server',
  enforce: 'pre',
  resolveId: (id) =>
    /^zod\/v3$|^zod-to-json-schema$|\/ajv-provider\.js$/.test(id) ? '\0unused-by-server' : null,
  load: (id) =>
    id === '\0unused-by-server'
      ? 'export class AjvJsonSchemaValidator {}\nexport const zodToJsonSchema = null;\nexport const object = null;'
      : null,
};

/**
 * The thread that speaks with an AI assistant (main/cli/mcp/thread.ts).
 * @param {{ development?: boolean }} [options]
 */
export const mcpBundle = ({ development = false } = {}) =>
  nodeBundle({
    entry: 'main/cli/mcp/thread.ts',
    file: 'mcp.cjs',
    plugins: [unusedByServer],
    licences: 'licences-mcp.md',
    external: builtins,
    target: targets.main,
    development,
  });

/**
 * One file that requires nothing but `electron`: a sandboxed preload can load nothing else.
 * @param {{ development?: boolean }} [options]
 */
export const preloadBundle = ({ development = false } = {}) =>
  nodeBundle({
    entry: 'main/ipc/preload.ts',
    file: 'preload.cjs',
    external: ['electron'],
    target: targets.renderer,
    development,
  });

/**
 * @param {{ development?: boolean }} [options]
 * @returns {Promise<import('vite').InlineConfig>}
 */
export async function rendererBundle({ development = false } = {}) {
  const { default: react } = await import('@vitejs/plugin-react');
  return {
    configFile: false,
    root: at('renderer'),
    // Relative, so that the page works at any place under app://.
    base: development ? '/' : './',
    logLevel: 'warn',
    mode: development ? 'development' : 'production',
    plugins: [react()],
    build: {
      outDir: at('dist/renderer'),
      license: { fileName: 'licences.md' },
      emptyOutDir: true,
      target: targets.renderer,
      // Linked in the document: the first view is painted before any script could request it.
      cssCodeSplit: false,
      rolldownOptions: { checks },
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      reportCompressedSize: false,
    },
  };
}

/**
 * Builds all of them.
 * @param {OAuthClient | null} client
 */
async function buildBundles(client) {
  const { build } = await import('vite');
  await keepingNodeEnv(async () => {
    await build(startBundle({ client }));
    await build(textsBundle('en'));
    await build(textsBundle('de'));
    await build(appBundle());
    await build(mcpBundle());
    await build(preloadBundle());
    await build(await rendererBundle());
    await build(await prerenderBundle());
  });
  listFont();
  copyTrayIcons();
}

/** Adds the typeface to the licences: the bundler lists packages of scripts only. */
function listFont() {
  const folder = 'node_modules/@fontsource-variable/inter';
  const { name, version, license } = JSON.parse(fs.readFileSync(at(`${folder}/package.json`), 'utf8'));
  const text = fs.readFileSync(at(`${folder}/LICENSE`), 'utf8').trim();
  fs.appendFileSync(at('dist/renderer/licences.md'), `\n## ${name} - ${version} (${license})\n\n${text}\n`);
}

/** Copies the tray's icons unchanged; the system chooses among them by their names. */
export function copyTrayIcons() {
  const isPicture = (name) => fs.statSync(name).isDirectory() || /\.(?:png|ico)$/.test(name);
  fs.cpSync(at('build/tray'), at('dist/tray'), { recursive: true, filter: isPicture });
}

/**
 * Runs `work` and restores NODE_ENV. Vite sets it for the whole process, and later programs must not inherit that:
 * React's test functions, for example, do not exist in production.
 * @param {() => Promise<void>} work
 */
export async function keepingNodeEnv(work) {
  const before = process.env.NODE_ENV;
  try {
    await work();
  } finally {
    if (before === undefined) delete process.env.NODE_ENV;
    else process.env.NODE_ENV = before;
  }
}

/** What the bundles are built from; without tests and documents. */
const inputs = [
  'main',
  'shared',
  'renderer',
  'build/bundles.mjs',
  'build/tray',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
];
const outputs = [
  'dist/main.cjs',
  'dist/app.cjs',
  'dist/cli.cjs',
  'dist/texts-en.cjs',
  'dist/texts-de.cjs',
  'dist/mcp.cjs',
  'dist/preload.cjs',
  'dist/prerender.cjs',
  'dist/renderer/index.html',
];

/**
 * Returns one digest of the names and contents of files and folders.
 * @param {string} root
 * @param {readonly string[]} names
 */
export function digestOf(root, names) {
  const hash = createHash('sha256');
  const visit = (name) => {
    const file = path.join(root, name);
    const stat = fs.statSync(file, { throwIfNoEntry: false });
    if (stat === undefined) return;
    if (stat.isDirectory()) {
      for (const child of fs.readdirSync(file).toSorted()) visit(`${name}/${child}`);
    } else {
      hash.update(`${name}\0${stat.size}\0`).update(fs.readFileSync(file));
    }
  };
  for (const name of names) visit(name);
  return hash.digest('hex');
}

const stamp = at('dist/.made-from');

/** For code that replaces the bundles with others: the next `ensureBuild` builds again. */
export const forgetBuild = () => fs.rmSync(stamp, { force: true });

/**
 * Builds if the sources differ from those of the existing bundles. Compares contents, not dates: a checkout gives old
 * and new files the same date.
 * @param {OAuthClient | null} [client] built in; for releases
 * @returns {Promise<boolean>} whether it built
 */
export async function ensureBuild(client = null) {
  const made = createHash('sha256').update(digestOf(projectRoot, inputs)).update(JSON.stringify(client));
  const digest = made.digest('hex');
  const known = fs.existsSync(stamp) ? fs.readFileSync(stamp, 'utf8') : null;
  if (known === digest && outputs.every((name) => fs.existsSync(at(name)))) return false;
  say('Building the app.');
  forgetBuild();
  await buildBundles(client);
  fs.writeFileSync(stamp, digest);
  return true;
}
