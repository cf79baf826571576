/**
 * electron-builder's hook, before fuses and signatures: leaves out what an Electron brings along only to be
 * developed with.
 */
import fs from 'node:fs';
import path from 'node:path';

/** @param {import('electron-builder').AfterPackContext} context */
export default async function leaveOutDevelopment({ appOutDir, packager }) {
  const resources = packager.getResourcesDir(appOutDir);
  for (const name of ['default_app.asar', 'registry-modules']) {
    fs.rmSync(path.join(resources, name), { recursive: true, force: true });
  }
}
