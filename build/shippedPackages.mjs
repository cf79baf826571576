/**
 * Which packages a release contains, and the notice file with their licences. The bundler lists what ended up in the
 * bundles, with the licences' texts; better-sqlite3 is shipped unchanged. Pure.
 */

/** @typedef {{ name: string, version: string, license: string }} ShippedPackage */

/**
 * Returns the packages that a list of licences names.
 * @param {string} list as Vite writes it (`build.license`)
 * @returns {ShippedPackage[]}
 */
export const packagesIn = (list) =>
  [...list.matchAll(/^## (\S+) - (\S+) \((.+)\)$/gm)].map(([, name, version, license]) => ({
    name,
    version,
    license: sayings.get(license) ?? license,
  }));

/** Licence names of packages from before SPDX; each was checked against its licence's text. */
const sayings = new Map([['BSD', 'BSD-3-Clause']]);

/**
 * Licences that allow a program to be distributed with nothing but their notice. MPL-2.0 also requires a note of where the
 * package's source is, which the notice file contains.
 */
const permissive = new Set([
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  'CC0-1.0',
  'ISC',
  'MIT',
  'MPL-2.0',
  // For typefaces: not to be sold by themselves.
  'OFL-1.1',
  'Python-2.0',
  'Unlicense',
]);

/**
 * Returns whether one of a licence expression's alternatives requires no more than a notice.
 * @param {string} expression SPDX: `MIT`, `(MPL-2.0 OR Apache-2.0)`
 */
export const isPermissive = (expression) =>
  expression
    .replace(/[()]/g, '')
    .split(/\s+OR\s+/)
    .some((alternative) => alternative.split(/\s+AND\s+/).every((one) => permissive.has(one.trim())));

/**
 * Returns the notice file.
 * @param {readonly string[]} lists what the bundler wrote
 * @param {readonly (ShippedPackage & { text: string })[]} unbundled
 */
export const noticesOf = (lists, unbundled) =>
  [
    'Jarvis Calendar is made with the work of others. These are its parts and their licences;',
    "those of Electron and Chromium are in files of Electron's own beside this one.",
    '',
    ...unbundled.map(({ name, version, license, text }) => `## ${name} - ${version} (${license})\n\n${text}`),
    `The source of the parts under MPL-2.0 is at https://www.npmjs.com/package/, followed by a part's name.`,
    ...lists.map((list) => list.slice(Math.max(list.indexOf('\n## '), 0)).trim()),
    '',
  ].join('\n\n');

/**
 * Returns a bill of materials in CycloneDX format.
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
