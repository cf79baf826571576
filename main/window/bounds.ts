/** Where the window goes when it opens again. Pure: rectangles in, a rectangle out. */

export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** As it is remembered: where the window is when it is not maximised. */
export interface Place extends Rectangle {
  readonly maximized: boolean;
}

const longestSide = 20_000;

/** What a file says, when it is a place; else null. */
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

/** How much of the title bar has to be on some screen for a person to get hold of it. */
const grip = { width: 120, height: 32 };

/**
 * The remembered place, cut to the screen it is mostly on. Without one, or when its screen is gone (a
 * monitor unplugged, a resolution changed), the middle of the first screen.
 *
 * @param workAreas what each screen has free, the primary one first; never empty.
 */
export const openingBounds = (
  remembered: Rectangle | null,
  workAreas: readonly [Rectangle, ...Rectangle[]],
): Rectangle => {
  const area =
    remembered === null ? undefined : workAreas.find((candidate) => holdsGrip(candidate, remembered));
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

/** What is left between the window and the edges of the screen beside a tray. */
const margin = 8;

/**
 * The same size, as near to the tray's icon as its screen allows: under a bar at the top, over one at the bottom.
 *
 * @param workAreas as for `openingBounds`; bars are outside of them
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

/** True when enough of the window's top edge lies on the screen. */
const holdsGrip = (area: Rectangle, window: Rectangle): boolean => {
  const overlap = Math.min(window.x + window.width, area.x + area.width) - Math.max(window.x, area.x);
  const top = window.y >= area.y - grip.height && window.y <= area.y + area.height - grip.height;
  return overlap >= grip.width && top;
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

/** A screen smaller than the minimum wins over nothing: the lower bound holds. */
const between = (value: number, low: number, high: number): number =>
  Math.round(Math.max(low, Math.min(value, high)));
