/**
 * Places a day's blocks on the hour axis. Vertical positions are the time since the start of the day, so that days of 23
 * and 25 hours have the right length. Overlapping blocks get a column each and cascade: a block extends to the right
 * under blocks that start below its title. Blocks without a column are counted by chips beside the others. Pure.
 */
export interface Block {
  readonly id: string;
  readonly startMs: number;
  readonly endMs: number;
  /** It takes none of the person's time, so it is the first to have no column. */
  readonly minor?: boolean;
}

export interface PlacedBlock {
  readonly id: string;
  /** Fractions of the day, 0 to 1. */
  readonly top: number;
  readonly height: number;
  readonly column: number;
  /** The number of columns it covers, to the right. Blocks that start later are drawn over it. */
  readonly span: number;
  /** The number of columns of its group of overlapping blocks. */
  readonly columns: number;
  /** Its group has chips, which need room beside the columns. */
  readonly hasChips: boolean;
}

/** Stands for blocks that start at about the same time and have no column. */
export interface MoreChip {
  readonly ids: readonly string[];
  readonly startMs: number;
  /** A fraction of the day. A chip is as high as the shortest block. */
  readonly top: number;
}

export interface DayLayout {
  /** In the order to draw them, by start. */
  readonly blocks: readonly PlacedBlock[];
  readonly chips: readonly MoreChip[];
}

export interface LayoutOptions {
  readonly dayStartMs: number;
  readonly dayEndMs: number;
  /** Shorter blocks are drawn this long, and take up that space. */
  readonly minBlockMs: number;
  /**
   * What nothing else covers: the part with the title, from the start on. Depends on the number of columns, because
   * there is less to read in a narrow one.
   */
  readonly titleMs: (columns: number) => number;
  /** At least 1. */
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
        ? { ...block, startMs, endMs, drawnEndMs }
        : {
            ...block,
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

const overlap = (a: Drawn, b: Drawn): boolean => a.startMs < b.drawnEndMs && b.startMs < a.drawnEndMs;

/** Returns at most `most` columns of a group, and the blocks for which there is none. */
const placesOf = (
  group: readonly Drawn[],
  most: number,
): { readonly columns: readonly (readonly Drawn[])[]; readonly hidden: readonly Drawn[] } => {
  const all = columnsOf(group);
  if (all.length <= most) return { columns: all, hidden: [] };
  const major = columnsOf(group.filter(({ minor }) => minor !== true));
  const columns = major.slice(0, most);
  const hidden = major.slice(most).flat();
  for (const block of group.filter(({ minor }) => minor === true)) {
    const free = columns.find((column) => !column.some((other) => overlap(block, other)));
    if (free !== undefined) free.push(block);
    else if (columns.length < most) columns.push([block]);
    else hidden.push(block);
  }
  return { columns, hidden };
};

/** Returns whether `other` would cover the title of `block`, or the other way round. */
const meetsTitle = (block: Drawn, other: Drawn, titleMs: number): boolean =>
  other.startMs < Math.min(block.startMs + titleMs, block.drawnEndMs) && other.drawnEndMs > block.startMs;

/** Returns chips for blocks that are sorted by start. Chips do not overlap. */
const chipsOf = (blocks: readonly Drawn[], options: LayoutOptions): MoreChip[] => {
  const chips: { readonly ids: string[]; readonly startMs: number; readonly topMs: number }[] = [];
  for (const { id, startMs } of blocks) {
    const last = chips.at(-1);
    const topMs = Math.min(startMs, options.dayEndMs - options.minBlockMs);
    if (last !== undefined && topMs < last.topMs + options.minBlockMs) last.ids.push(id);
    else chips.push({ ids: [id], startMs, topMs });
  }
  const dayMs = options.dayEndMs - options.dayStartMs;
  return chips.map(({ ids, startMs, topMs }) => ({
    ids,
    startMs,
    top: (topMs - options.dayStartMs) / dayMs,
  }));
};

export const layoutDay = (blocks: readonly Block[], options: LayoutOptions): DayLayout => {
  const { dayStartMs, dayEndMs, maxColumns, titleMs } = options;
  const dayMs = dayEndMs - dayStartMs;
  const placed: PlacedBlock[] = [];
  const hidden: Drawn[] = [];
  for (const group of groupsOf(drawnIn(blocks, options))) {
    const { columns, hidden: left } = placesOf(group, maxColumns);
    hidden.push(...left);
    columns.forEach((column, index) => {
      for (const block of column) {
        let span = 1;
        while (
          index + span < columns.length &&
          !columns[index + span]?.some((other) => meetsTitle(block, other, titleMs(columns.length)))
        )
          span += 1;
        placed.push({
          id: block.id,
          top: (block.startMs - dayStartMs) / dayMs,
          height: (block.drawnEndMs - block.startMs) / dayMs,
          column: index,
          span,
          columns: columns.length,
          hasChips: left.length > 0,
        });
      }
    });
  }
  return {
    blocks: placed.toSorted((a, b) => a.top - b.top || a.column - b.column),
    chips: chipsOf(
      hidden.toSorted((a, b) => a.startMs - b.startMs),
      options,
    ),
  };
};
