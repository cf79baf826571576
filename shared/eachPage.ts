import type { Result } from './result.ts';

/**
 * Reads a list page by page, each when it is asked for, and ends after the last one or the first that cannot be read.
 * `read` gets the cursor of the page before, null for the first page.
 */
export function* eachPage<Page extends { readonly nextCursor: string | null }, Failure>(
  read: (cursor: string | null) => Result<Page, Failure>,
): Generator<Result<Page, Failure>, void, void> {
  let cursor: string | null = null;
  do {
    const page = read(cursor);
    yield page;
    cursor = page.ok ? page.value.nextCursor : null;
  } while (cursor !== null);
}
