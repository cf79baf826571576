/**
 * Places a day's blocks on the hour axis. Vertical positions are the time since the start of the day, so that days of 23
 * and 25 hours have the right length. Overlapping blocks are next to each other. If more overlap than there are columns,
 * the rest becomes a "+n more" block. Pure.
 */
export interface Block {
  readonly id: string;
  readonly startMs: number;
  readonly endMs: number;
}

export interface PlacedBlock {
  readonly id: string;
  /** Fractions of the day, 0 to 1. */
  readonly top: number;
  readonly height: number;
  readonly column: number;
  /** The number of columns it covers, to the right, where they are free. */
  readonly span: number;
  /** The number of columns of its group of overlapping blocks. */
  readonly columns: number;
}

export interface MoreBlock {
  readonly ids: readonly string[];
  readonly startMs: number;
  readonly top: number;
  readonly height: number;
  readonly column: number;
  readonly columns: number;
}

export interface DayLayout {
  readonly blocks: readonly PlacedBlock[];
  readonly more: readonly MoreBlock[];
}

export interface LayoutOptions {
  readonly dayStartMs: number;
  readonly dayEndMs: number;
  /** Shorter blocks are drawn this long, and take up that space. */
  readonly minBlockMs: number;
  /** At least 2. */
  readonly maxColumns: number;
}

interface Drawn extends Block {
  readonly drawnEndMs: number;
}

const drawnIn = (blocks: readonly Block[], options: LayoutOptions): Drawn[] =>
  blocks
    .filter((block) => block.startMs < options.dayEndMs && block.endMs >= options.dayStartMs)
    .map((block) => {
      const startMs = Math.max(block.startMs, options.dayStartMs);
      const endMs = Math.min(Math.max(block.endMs, startMs), options.dayEndMs);
      const drawnEndMs = Math.max(endMs, startMs + options.minBlockMs);
      // A short block at the end of the day is moved up, so that it stays inside the day.
      return drawnEndMs <= options.dayEndMs
        ? { id: block.id, startMs, endMs, drawnEndMs }
        : {
            id: block.id,
            startMs: Math.min(startMs, options.dayEndMs - options.minBlockMs),
            endMs,
            drawnEndMs: options.dayEndMs,
          };
    })
    .toSorted((a, b) => a.startMs - b.startMs || b.drawnEndMs - a.drawnEndMs || (a.id < b.id ? -1 : 1));

/** Returns groups of blocks that overlap, directly or through others. A group shares its columns. */
const groupsOf = (blocks: readonly Drawn[]): Drawn[][] => {
  const groups: Drawn[][] = [];
  let groupEndMs = -Infinity;
  for (const block of blocks) {
    if (block.startMs >= groupEndMs) groups.push([]);
    groups.at(-1)?.push(block);
    groupEndMs = Math.max(groupEndMs, block.drawnEndMs);
  }
  return groups;
};

/** Returns the columns of a group: each block takes the first column that is free at its start. */
const columnsOf = (group: readonly Drawn[]): Drawn[][] => {
  const columns: Drawn[][] = [];
  for (const block of group) {
    const free = columns.find((column) => (column.at(-1)?.drawnEndMs ?? 0) <= block.startMs);
    if (free === undefined) columns.push([block]);
    else free.push(block);
  }
  return columns;
};

/** Returns a block that covers the time of a whole group. */
const hull = (group: readonly Drawn[]): Drawn => {
  const startMs = Math.min(...group.map((block) => block.startMs));
  const drawnEndMs = Math.max(...group.map((block) => block.drawnEndMs));
  return { id: '', startMs, endMs: drawnEndMs, drawnEndMs };
};

const overlaps = (a: Drawn, b: Drawn): boolean => a.startMs < b.drawnEndMs && b.startMs < a.drawnEndMs;

export const layoutDay = (blocks: readonly Block[], options: LayoutOptions): DayLayout => {
  const dayMs = options.dayEndMs - options.dayStartMs;
  const topOf = (ms: number): number => (ms - options.dayStartMs) / dayMs;
  const placed: PlacedBlock[] = [];
  const more: MoreBlock[] = [];
  for (const group of groupsOf(drawnIn(blocks, options))) {
    const all = columnsOf(group);
    const crowded = all.length > options.maxColumns;
    const columns = crowded ? all.slice(0, options.maxColumns - 1) : all;
    const count = crowded ? options.maxColumns : all.length;
    // Blocks without a column, grouped where they overlap.
    const left = all
      .slice(columns.length)
      .flat()
      .toSorted((a, b) => a.startMs - b.startMs);
    const clusters = groupsOf(left);
    // The last column is taken by those groups, but only at their times.
    const taken = crowded ? [...columns, clusters.map(hull)] : columns;
    columns.forEach((column, index) => {
      for (const block of column) {
        let span = 1;
        while (index + span < taken.length && !taken[index + span]?.some((other) => overlaps(block, other)))
          span += 1;
        placed.push({
          id: block.id,
          top: topOf(block.startMs),
          height: (block.drawnEndMs - block.startMs) / dayMs,
          column: index,
          span,
          columns: count,
        });
      }
    });
    for (const cluster of clusters) {
      const { startMs, drawnEndMs } = hull(cluster);
      more.push({
        ids: cluster.map((block) => block.id),
        startMs,
        top: topOf(startMs),
        height: (drawnEndMs - startMs) / dayMs,
        column: count - 1,
        columns: count,
      });
    }
  }
  return { blocks: placed, more };
};
