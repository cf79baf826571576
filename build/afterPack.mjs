/**
 * electron-builder's hook before fuses and signatures: removes the parts of Electron that are needed only for
 * development.
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
