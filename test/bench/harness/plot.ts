/** A small chart as SVG: both axes logarithmic, since costs grow over powers of ten. Text and lines, nothing else. */

export interface Series {
  readonly name: string;
  readonly color: string;
  /** x and y, both above zero. */
  readonly points: readonly (readonly [number, number])[];
}

export interface Chart {
  readonly title: string;
  readonly xLabel: string;
  readonly yLabel: string;
  readonly series: readonly Series[];
}

const WIDTH = 460;
const HEIGHT = 320;
const LEFT = 64;
const BOTTOM = 44;
const TOP = 30;
const RIGHT = 16;

const short = (value: number): string => {
  if (value >= 1e6) return `${value / 1e6}M`;
  return value >= 1000 ? `${value / 1000}k` : String(value);
};

const powers = (values: readonly number[]): readonly [number, number] => [
  Math.floor(Math.log10(Math.min(...values))),
  Math.ceil(Math.log10(Math.max(...values))),
];

const drawn = (chart: Chart, offset: number): string => {
  const points = chart.series.flatMap(({ points: own }) => own);
  const [x0, x1] = powers(points.map(([x]) => x));
  const [y0, y1] = powers(points.map(([, y]) => y));
  const x = (value: number): number =>
    offset + LEFT + ((Math.log10(value) - x0) / Math.max(1, x1 - x0)) * (WIDTH - LEFT - RIGHT);
  const y = (value: number): number =>
    HEIGHT - BOTTOM - ((Math.log10(value) - y0) / Math.max(1, y1 - y0)) * (HEIGHT - TOP - BOTTOM);
  const at = (value: number): string => value.toFixed(1);
  const lines: string[] = [`<text x="${offset + LEFT}" y="18" font-weight="600">${chart.title}</text>`];
  for (let power = x0; power <= x1; power += 1) {
    const px = at(x(10 ** power));
    lines.push(
      `<line x1="${px}" x2="${px}" y1="${TOP}" y2="${HEIGHT - BOTTOM}" stroke="#ddd"/>`,
      `<text x="${px}" y="${HEIGHT - BOTTOM + 16}" text-anchor="middle">${short(10 ** power)}</text>`,
    );
  }
  for (let power = y0; power <= y1; power += 1) {
    const py = at(y(10 ** power));
    lines.push(
      `<line x1="${offset + LEFT}" x2="${offset + WIDTH - RIGHT}" y1="${py}" y2="${py}" stroke="#ddd"/>`,
      `<text x="${offset + LEFT - 6}" y="${py}" text-anchor="end" dominant-baseline="middle">${short(10 ** power)}</text>`,
    );
  }
  chart.series.forEach(({ name, color, points: own }, index) => {
    const path = own.map(([px, py]) => `${at(x(px))},${at(y(py))}`).join(' ');
    lines.push(`<polyline points="${path}" fill="none" stroke="${color}" stroke-width="2"/>`);
    for (const [px, py] of own)
      lines.push(`<circle cx="${at(x(px))}" cy="${at(y(py))}" r="3" fill="${color}"/>`);
    lines.push(`<text x="${offset + LEFT + 8}" y="${TOP + 14 + index * 15}" fill="${color}">${name}</text>`);
  });
  lines.push(
    `<text x="${offset + LEFT}" y="${HEIGHT - 8}" fill="#555">${chart.xLabel}; ${chart.yLabel}</text>`,
  );
  return lines.join('\n');
};

/** Charts side by side. */
export const toSvg = (charts: readonly Chart[]): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH * charts.length} ${HEIGHT}" font-family="sans-serif" font-size="12">
<rect width="100%" height="100%" fill="#fff"/>
${charts.map((chart, index) => drawn(chart, index * WIDTH)).join('\n')}
</svg>
`;
