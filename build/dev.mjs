/**
 * `npm run dev`: the window from Vite's server, where changes appear at once, and Electron, which restarts when the
 * main process or the preload changed. Arguments are passed to the app. Ends when the app quits.
 */
import { spawn } from 'node:child_process';
import {
  copyTrayIcons,
  forgetBuild,
  appBundle,
  mcpBundle,
  preloadBundle,
  rendererBundle,
  startBundle,
  textsBundle,
} from './bundles.mjs';
import { environmentFor, startVirtualDisplay } from './display.mjs';
import { projectRoot, say } from './processes.mjs';
import { ensureSandbox } from './sandbox.mjs';
import { platformFlags, setUp, startScript, toolEnvironment } from './setup.mjs';

/** Vite adds a script to the page to replace modules, which the page's own policy would forbid. */
const withoutPolicy = {
  name: 'without-content-security-policy',
  transformIndexHtml: (html) => html.replace(/<meta[^>]+http-equiv="Content-Security-Policy"[^>]*>/i, ''),
};

/**
 * Builds, and builds again after each change; calls back after each successful build.
 * @param {import('vite').InlineConfig} config
 * @param {() => void} onBuilt
 */
async function watchBundle(config, onBuilt) {
  const { build } = await import('vite');
  const watcher = await build({ ...config, build: { ...config.build, watch: {} } });
  watcher.on('event', (event) => {
    if (event.code === 'END') onBuilt();
    if (event.code === 'ERROR') say(String(event.error));
    if (event.code === 'BUNDLE_END') void event.result.close();
  });
  return watcher;
}

await startScript(async (args) => {
  const { electron, needsDisplay } = await setUp({ build: false });
  await ensureSandbox(electron, args);
  forgetBuild();
  copyTrayIcons();
  const { createServer } = await import('vite');
  const renderer = await rendererBundle({ development: true });
  const server = await createServer({
    ...renderer,
    plugins: [...renderer.plugins, withoutPolicy],
    server: { host: '127.0.0.1', port: 5173, strictPort: false },
  });
  await server.listen();
  const url = server.resolvedUrls.local[0];

  const virtual = needsDisplay ? await startVirtualDisplay() : null;
  const tools = toolEnvironment(electron);
  const env = { ...(virtual ? environmentFor(virtual.display, tools) : tools), JARVIS_DEV_SERVER_URL: url };

  let app = null;
  let isRestarting = false;
  let isEnding = false;
  const built = new Set();
  const watchers = [];
  const { promise: ended, resolve: end } = Promise.withResolvers();

  const open = () => {
    isRestarting = false;
    app = spawn(electron.executable, [...platformFlags(), projectRoot, ...args], {
      stdio: 'inherit',
      cwd: projectRoot,
      env,
    });
    app.once('exit', (code) => {
      if (isRestarting && !isEnding) open();
      else end(code ?? 0);
    });
  };
  const onBuilt = (name) => {
    built.add(name);
    if (built.size < 4) return;
    if (app === null) {
      say(`The window is served from ${url}.`);
      open();
    } else if (!isRestarting) {
      say(`${name} changed. Restarting the app.`);
      isRestarting = true;
      app.kill('SIGTERM');
    }
  };
  const onSignal = (signal) => {
    isEnding = true;
    if (app === null) end(0);
    else app.kill(signal);
  };
  process.once('SIGINT', onSignal);
  process.once('SIGTERM', onSignal);

  watchers.push(await watchBundle(startBundle({ development: true }), () => onBuilt('The start')));
  watchers.push(await watchBundle(appBundle({ development: true }), () => onBuilt('The main process')));
  for (const language of ['en', 'de']) {
    const texts = textsBundle(language, { development: true });
    // oxlint-disable-next-line no-await-in-loop
    watchers.push(await watchBundle(texts, () => onBuilt('A language')));
  }
  // Each command loads it anew.
  watchers.push(await watchBundle(mcpBundle({ development: true }), () => {}));
  watchers.push(await watchBundle(preloadBundle({ development: true }), () => onBuilt('The preload')));
  const code = await ended;
  await Promise.all(watchers.map((watcher) => watcher.close()));
  await server.close();
  virtual?.stop();
  return code;
});
