/**
 * Readers that check a value from a small JSON file; they are combined like the value itself. They exist because the
 * start reads such files, and loading a schema library would take longer than all of them. Requests from the window,
 * which come later, use one (requestSchemas.ts).
 */

/** Returns the value with only its known fields; undefined if it does not match. */
export type Reader<T> = (raw: unknown) => T | undefined;

const guarded =
  <T>(is: (raw: unknown) => boolean): Reader<T> =>
  (raw) =>
    is(raw) ? (raw as T) : undefined;

export const boolean = guarded<boolean>((raw) => typeof raw === 'boolean');

export const number = guarded<number>((raw) => Number.isFinite(raw));

export const whole = (least = -Infinity, most = Infinity): Reader<number> =>
  guarded((raw) => Number.isSafeInteger(raw) && Number(raw) >= least && Number(raw) <= most);

export const oneOf = <const T extends string | number>(...values: readonly T[]): Reader<T> =>
  guarded((raw) => values.some((value) => value === raw));

export const string = (least = 0, most = Infinity): Reader<string> =>
  guarded((raw) => typeof raw === 'string' && raw.length >= least && raw.length <= most);

export const matching = (pattern: RegExp): Reader<string> =>
  guarded((raw) => typeof raw === 'string' && pattern.test(raw));

/** `2026-11-24T09:00:00.000Z`, at a time that exists. */
export const instant = guarded<string>(
  (raw) =>
    typeof raw === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/.test(raw) && isReal(raw, 19),
);

/** `2026-11-24`. */
export const date = guarded<string>(
  (raw) => typeof raw === 'string' && /^\d{4}-\d\d-\d\d$/.test(raw) && isReal(raw, 10),
);

/** `Date` accepts 30 February as 2 March, and 24:00 as the next day. */
const isReal = (raw: string, length: number): boolean => {
  const ms = Date.parse(raw);
  return !Number.isNaN(ms) && new Date(ms).toISOString().slice(0, length) === raw.slice(0, length);
};

export const orNull =
  <T>(read: Reader<T>): Reader<T | null> =>
  (raw) =>
    raw === null ? null : read(raw);

export const either =
  <A, B>(first: Reader<A>, second: Reader<B>): Reader<A | B> =>
  (raw) =>
    first(raw) ?? second(raw);

export const listOf =
  <T>(item: Reader<T>, least = 0, most = Infinity): Reader<readonly T[]> =>
  (raw) => {
    if (!Array.isArray(raw) || raw.length < least || raw.length > most) return undefined;
    const items = raw.map(item);
    return items.includes(undefined) ? undefined : (items as T[]);
  };

export const isObject = (raw: unknown): raw is Readonly<Record<string, unknown>> =>
  typeof raw === 'object' && raw !== null && !Array.isArray(raw);

/** Values of one type under any names. */
export const named =
  <T>(item: Reader<T>): Reader<Readonly<Record<string, T>>> =>
  (raw) => {
    if (!isObject(raw)) return undefined;
    const entries = Object.entries(raw).map(([name, value]) => [name, item(value)] as const);
    return entries.some(([, value]) => value === undefined)
      ? undefined
      : (Object.fromEntries(entries) as Record<string, T>);
  };

type Fields<T> = { readonly [Name in keyof T]: Reader<T[Name]> };

/** All of these fields. Others are dropped: a later version may have written them. */
export const fields =
  <T>(readers: Fields<T>): Reader<T> =>
  (raw) => {
    if (!isObject(raw)) return undefined;
    const entries = Object.entries<Reader<unknown>>(readers).map(
      ([name, read]) => [name, read(raw[name])] as const,
    );
    return entries.some(([, value]) => value === undefined) ? undefined : (Object.fromEntries(entries) as T);
  };

/** All of these fields and no others. */
export const exactly = <T>(readers: Fields<T>): Reader<T> => {
  const read = fields(readers);
  return (raw) =>
    isObject(raw) && Object.keys(raw).every((name) => Object.hasOwn(readers, name)) ? read(raw) : undefined;
};
