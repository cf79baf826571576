/**
 * The tray's icon for each state, composed of the drawings in build/tray: a calendar sheet, with a symbol for the
 * state in its corner. The states differ by shape, not only by colour. Pure.
 */

/** @typedef {'idle' | 'syncing' | 'problem'} State */
/** @typedef {{ state: State, size: number, template: boolean, svg: string }} Drawing */

/** @type {readonly State[]} */
export const trayStates = ['idle', 'syncing', 'problem'];

/** Linux panels want one of these, Windows puts them all into an ICO. */
export const traySizes = [16, 20, 22, 24, 32, 40, 48];
/** The menu bar of macOS, at its two densities. */
export const templateSizes = [16, 32];

/** A drawing without its outer element. */
const contentOf = (svg) => svg.replace(/^[\s\S]*?<svg[^>]*>/, '').replace(/<\/svg>\s*$/, '');

/**
 * Returns the grid of the drawing for a size: 24 pixels where those fit, otherwise 16, of which the size is a
 * multiple or close to one.
 */
const gridOf = (size) => (size === 22 || size === 24 || size === 48 ? 24 : 16);

/**
 * @param {{ state: State, size: number, template: boolean }} what
 * @param {(name: string) => string} read the text of a drawing in build/tray
 * @returns {string} an SVG for exactly that size
 */
export function trayDrawing({ state, size, template }, read) {
  const grid = template ? 16 : gridOf(size);
  // The drawing for 24 pixels has an empty edge, which 22 do without.
  const view = size === 22 ? '1 1 22 22' : `0 0 ${grid} ${grid}`;
  const sheet = contentOf(read(template ? 'sheetTemplate.svg' : `sheet${grid}.svg`));
  const open = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${view}">`;
  if (state === 'idle') return `${open}${sheet}</svg>`;
  const badge = contentOf(read(`${state}${template ? 'Template' : ''}.svg`));
  const edge = grid === 24 ? 14 : 10;
  const at = (grid === 24 ? 23 : 16) - edge;
  const scale = edge / 10;
  // A clear rim keeps the badge apart from the sheet.
  const rim =
    state === 'problem'
      ? '<path d="M5 0 10 10H0Z" stroke="#000" stroke-width="3" stroke-linejoin="round"/>'
      : '<circle cx="5" cy="5" r="5.8"/>';
  const place = `translate(${at} ${at}) scale(${scale})`;
  return `${open}<mask id="rim"><rect width="${grid}" height="${grid}" fill="#fff"/><g transform="${place}" fill="#000">${rim}</g></mask><g mask="url(#rim)">${sheet}</g><g transform="${place}">${badge}</g></svg>`;
}
