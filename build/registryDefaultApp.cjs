'use strict';
/**
 * The default app of the Electron from the npm registry (registryElectron.mjs packs this file into it as
 * `resources/default_app.asar`). It makes `electron <folder>` open that folder's app, like the official default app.
 * It also replaces `better-sqlite3` with the build for this Electron next to it, because the one in node_modules
 * needs a newer Node-API than Electron 33 has.
 */
const { app } = require('electron');
const fs = require('node:fs');
const Module = require('node:module');
const path = require('node:path');

/** `-r file`, `--require file` and `--require=file` come before the app's folder; other flags are skipped. */
function readArguments(argv) {
  const preloads = [];
  for (let index = 1; index < argv.length; index += 1) {
    const argument = argv[index];
    if (argument === '-r' || argument === '--require') {
      index += 1;
      preloads.push(argv[index]);
    } else if (argument.startsWith('--require=')) {
      preloads.push(argument.slice('--require='.length));
    } else if (!argument.startsWith('-')) {
      return { preloads, folder: argument };
    }
  }
  return { preloads, folder: null };
}

function resolveSqliteFromHere() {
  const ours = path.join(process.resourcesPath, 'registry-modules', 'node_modules', 'better-sqlite3');
  const resolveFilename = Module._resolveFilename;
  Module._resolveFilename = function (request, ...rest) {
    if (request === 'better-sqlite3') return resolveFilename.call(this, ours, ...rest);
    return resolveFilename.call(this, request, ...rest);
  };
}

const { preloads, folder } = readArguments(process.argv);
process.defaultApp = true;
resolveSqliteFromHere();
for (const file of preloads) require(path.resolve(file));

if (folder === null) {
  console.error('Which app? Give the folder that holds its package.json: electron <folder>');
  app.exit(1);
} else {
  const target = path.resolve(folder);
  if (fs.statSync(target).isDirectory()) {
    const manifest = JSON.parse(fs.readFileSync(path.join(target, 'package.json'), 'utf8'));
    const name = manifest.productName ?? manifest.name;
    if (name) app.setName(name);
    if (manifest.version) app.setVersion(manifest.version);
    if (manifest.desktopName) app.setDesktopName(manifest.desktopName);
    app.setAppPath(target);
    require(path.join(target, manifest.main ?? 'index.js'));
  } else {
    app.setAppPath(path.dirname(target));
    require(target);
  }
}
