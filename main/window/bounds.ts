/** Where the window appears when it is opened again. Pure: takes rectangles and returns one. */

export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** As it is stored: where the window is when it is not maximized. */
export interface Place extends Rectangle {
  readonly maximized: boolean;
}

const longestSide = 20_000;

/** Returns the stored place if the value is one; otherwise null. */
export const placeOf = (raw: unknown): Place | null => {
  if (typeof raw !== 'object' || raw === null) return null;
  const { x, y, width, height, maximized } = raw as Record<string, unknown>;
  const isSide = (value: unknown): value is number => isWhole(value) && value >= 1 && value <= longestSide;
  if (!isWhole(x) || !isWhole(y) || !isSide(width) || !isSide(height)) return null;
  return typeof maximized === 'boolean' ? { x, y, width, height, maximized } : null;
};

const isWhole = (value: unknown): value is number => Number.isSafeInteger(value);

export const minWidth = 360;
export const minHeight = 480;
const preferred = { width: 1040, height: 760 };

/** How much of the title bar must be on a screen for a person to be able to drag it. */
const dragArea = { width: 120, height: 32 };

/**
 * Returns the remembered place, limited to the screen that shows most of it. Without one, or if its screen is gone (a
 * monitor unplugged, a resolution changed), returns the middle of the first screen.
 *
 * @param workAreas the usable area of each screen, the primary one first; never empty.
 */
export const initialBounds = (
  remembered: Rectangle | null,
  workAreas: readonly [Rectangle, ...Rectangle[]],
): Rectangle => {
  const area =
    remembered === null ? undefined : workAreas.find((candidate) => hasDragArea(candidate, remembered));
  if (remembered === null || area === undefined) return centred(remembered ?? preferred, workAreas[0]);
  const width = between(remembered.width, minWidth, area.width);
  const height = between(remembered.height, minHeight, area.height);
  return {
    width,
    height,
    x: between(remembered.x, area.x, area.x + area.width - width),
    y: between(remembered.y, area.y, area.y + area.height - height),
  };
};

/** The gap between the window and the edges of the screen next to a tray. */
const margin = 8;

/**
 * Returns a rectangle of the same size, as close to the tray's icon as its screen allows: below a bar at the top,
 * above one at the bottom.
 *
 * @param workAreas as for `initialBounds`; bars are outside of them
 */
export const besideTray = (
  size: { readonly width: number; readonly height: number },
  tray: Rectangle,
  workAreas: readonly [Rectangle, ...Rectangle[]],
): Rectangle => {
  const icon = { x: tray.x + tray.width / 2, y: tray.y + tray.height / 2 };
  const area = workAreas.reduce((nearest, other) =>
    distance(icon, other) < distance(icon, nearest) ? other : nearest,
  );
  const width = between(size.width, minWidth, area.width - 2 * margin);
  const height = between(size.height, minHeight, area.height - 2 * margin);
  return {
    width,
    height,
    x: between(icon.x - width / 2, area.x + margin, area.x + area.width - margin - width),
    y: between(icon.y - height / 2, area.y + margin, area.y + area.height - margin - height),
  };
};

const distance = (point: { x: number; y: number }, area: Rectangle): number =>
  Math.hypot(
    Math.max(area.x - point.x, 0, point.x - (area.x + area.width)),
    Math.max(area.y - point.y, 0, point.y - (area.y + area.height)),
  );

/** Returns true if enough of the window's top edge is on the screen. */
const hasDragArea = (area: Rectangle, window: Rectangle): boolean => {
  const overlap = Math.min(window.x + window.width, area.x + area.width) - Math.max(window.x, area.x);
  const top = window.y >= area.y - dragArea.height && window.y <= area.y + area.height - dragArea.height;
  return overlap >= dragArea.width && top;
};

const centred = (size: { width: number; height: number }, area: Rectangle): Rectangle => {
  const width = between(size.width, minWidth, area.width);
  const height = between(size.height, minHeight, area.height);
  return {
    width,
    height,
    x: Math.round(area.x + (area.width - width) / 2),
    y: Math.round(area.y + (area.height - height) / 2),
  };
};

/** On a screen smaller than the minimum, the lower bound applies. */
const between = (value: number, low: number, high: number): number =>
  Math.round(Math.max(low, Math.min(value, high)));
