/**
 * Which packages a release carries, and the notice file made of their licences. The bundler lists what ended up in the
 * bundles, with the licences' words; better-sqlite3 is shipped as it is. Pure.
 */

/** @typedef {{ name: string, version: string, license: string }} ShippedPackage */

/**
 * The packages that a list of licences names.
 * @param {string} list as Vite writes it (`build.license`)
 * @returns {ShippedPackage[]}
 */
export const packagesIn = (list) =>
  [...list.matchAll(/^## (\S+) - (\S+) \((.+)\)$/gm)].map(([, name, version, license]) => ({
    name,
    version,
    license: sayings.get(license) ?? license,
  }));

/** What packages of the time before SPDX say of themselves; each looked up in its licence's words. */
const sayings = new Map([['BSD', 'BSD-3-Clause']]);

/** Licences under which a program may be passed on with nothing but their notice. */
const permissive = new Set([
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  'CC0-1.0',
  'ISC',
  'MIT',
  'Python-2.0',
  'Unlicense',
]);

/**
 * Whether one of a licence expression's alternatives asks for no more than a notice.
 * @param {string} expression SPDX: `MIT`, `(MPL-2.0 OR Apache-2.0)`
 */
export const isPermissive = (expression) =>
  expression
    .replace(/[()]/g, '')
    .split(/\s+OR\s+/)
    .some((alternative) => alternative.split(/\s+AND\s+/).every((one) => permissive.has(one.trim())));

/**
 * The notice file.
 * @param {readonly string[]} lists what the bundler wrote
 * @param {readonly (ShippedPackage & { text: string })[]} unbundled
 */
export const noticesOf = (lists, unbundled) =>
  [
    'Jarvis Calendar is made with the work of others. These are its parts and their licences;',
    "those of Electron and Chromium are in files of Electron's own beside this one.",
    '',
    ...unbundled.map(({ name, version, license, text }) => `## ${name} - ${version} (${license})\n\n${text}`),
    ...lists.map((list) => list.slice(Math.max(list.indexOf('\n## '), 0)).trim()),
    '',
  ].join('\n\n');

/**
 * A bill of materials in CycloneDX's form.
 * @param {{ name: string, version: string }} app
 * @param {readonly ShippedPackage[]} packages
 */
export const billOfMaterials = (app, packages) => ({
  bomFormat: 'CycloneDX',
  specVersion: '1.6',
  version: 1,
  metadata: { component: { type: 'application', name: app.name, version: app.version } },
  components: packages.map(({ name, version, license }) => {
    const purl = `pkg:npm/${name.replace('@', '%40')}@${version}`;
    const licence = / (OR|AND) /.test(license) ? { expression: license } : { license: { id: license } };
    return { type: 'library', 'bom-ref': purl, name, version, purl, licenses: [licence] };
  }),
});
