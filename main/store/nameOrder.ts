/** The order in which a person reads calendars. Pure. */

interface NamedRow {
  readonly account_id: string;
  readonly is_primary: 0 | 1;
  readonly name: string;
}

let collator: Intl.Collator | undefined;

/**
 * Sorts each account's calendars, its main one first, by name as people count: "Calendar 2" before "Calendar 10".
 * SQLite compares characters only. Equal names keep their order.
 */
export const inNameOrder = <Row extends NamedRow>(rows: readonly Row[]): readonly Row[] => {
  if (rows.length < 2) return rows;
  collator ??= new Intl.Collator(undefined, { numeric: true });
  const { compare } = collator;
  return rows.toSorted(
    (a, b) =>
      (a.account_id < b.account_id ? -1 : Number(a.account_id > b.account_id)) ||
      b.is_primary - a.is_primary ||
      compare(a.name, b.name),
  );
};
