/**
 * A feed as the app stores it: its address and the person's choices, as the vault's text, and the source made from
 * both.
 */
import { randomUUID } from 'node:crypto';
import { basename } from 'node:path';
import type { FeedChange, FeedDetails } from '../../shared/feeds.ts';
import type { CalendarId } from '../../shared/model.ts';
import { fail, ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import { mailboxOf } from '../agenda/ownership.ts';
import type { Source, SourceFailure } from '../sync/ports.ts';
import { readAddress, shownAddress } from './address.ts';
import { fileAddress, pathOf, watchFile } from './file.ts';
import type { FileWatch } from './file.ts';
import { createFeedSource, takeSnapshot } from './source.ts';
import type { FeedChoice, FeedTools, Snapshot } from './source.ts';

/** The colours for calendars without one, used in turn. */
const colors = [
  '#4986e7',
  '#16a765',
  '#f83a22',
  '#9a9cff',
  '#ffad46',
  '#42d692',
  '#ac725e',
  '#cd74e6',
] as const;

/** Where a calendar is read from: an address, or a file that the person chose. */
export type FeedOrigin = { readonly address: string } | { readonly file: string };

export interface Feed {
  readonly source: Source;
  readonly key: string;
  readonly address: () => string;
  details(): FeedDetails;
  secret(): string;
  onSecret(listener: (secret: string) => Promise<unknown>): void;
  onFileChanged(listener: () => void): void;
  change(change: FeedChange): void;
  stop(): void;
}

/** Reads the calendar at an address or in a file. `known`: the calendar that moves there. */
export const connectFeed = async (
  request: FeedOrigin & { readonly ownAddresses?: readonly string[] },
  known: { readonly key: string; readonly details: FeedDetails | null } | null,
  tools: FeedTools,
  signal: AbortSignal,
): Promise<Result<Feed, SourceFailure>> => {
  const asked =
    'file' in request ? fileAddress(request.file) : readAddress(request.address, tools.isDevelopment)?.href;
  if (asked === null || asked === undefined) {
    return fail({ kind: 'feedFailed', cause: 'file' in request ? 'fileNotACalendar' : 'badAddress' });
  }
  const taken = await takeSnapshot(asked, null, tools, signal);
  if (!taken.ok) return taken;
  const { snapshot, movedTo } = taken.value;
  if (snapshot === null) return fail({ kind: 'feedFailed', cause: 'unavailable' });
  const { facts } = snapshot;
  const key = known?.key ?? randomUUID();
  const choice: FeedChoice = {
    address: movedTo ?? asked,
    name: known?.details?.name ?? facts.name ?? nameFor(asked),
    color: known?.details?.color ?? facts.color ?? colorFor(key),
    ownAddresses: request.ownAddresses ?? known?.details?.ownAddresses ?? addressIn(facts.name),
  };
  return ok(createFeed(key, choice, tools, snapshot));
};

/** Names a calendar that has no name: a file by its own, an address by its host. */
const nameFor = (address: string): string => {
  const file = pathOf(address);
  return file === null ? new URL(address).hostname : basename(file).replace(/\.ics$/i, '');
};

/** Google names a main calendar after its owner's address. */
const addressIn = (name: string | null): readonly string[] =>
  name !== null && !/\s/.test(name) && mailboxOf(name) !== null ? [name] : [];

const colorFor = (key: string): string =>
  colors[Number.parseInt(key.slice(0, 4), 16) % colors.length] ?? colors[0];

/** Returns the feed that the vault's text describes; null if it cannot be read. */
export const restoreFeed = (secret: string, tools: FeedTools): Feed | null => {
  try {
    const { key, address, name, color, ownAddresses } = JSON.parse(secret) as Partial<
      FeedChoice & { key: string }
    >;
    const isFile = pathOf(address ?? '') !== null;
    const stored = isFile ? address : readAddress(address ?? '', tools.isDevelopment)?.href;
    if (typeof key !== 'string' || key === '' || stored === undefined) return null;
    const choice = {
      address: stored,
      name: typeof name === 'string' ? name : nameFor(stored),
      color: typeof color === 'string' ? color : colorFor(key),
      ownAddresses: Array.isArray(ownAddresses)
        ? ownAddresses.filter((each): each is string => typeof each === 'string')
        : [],
    };
    return createFeed(key, choice, tools);
  } catch {
    return null;
  }
};

const createFeed = (key: string, first: FeedChoice, tools: FeedTools, snapshot?: Snapshot): Feed => {
  let choice = first;
  let save = (_secret: string): Promise<unknown> => Promise.resolve();
  const secret = (): string => JSON.stringify({ key, ...choice });
  const choose = (change: Partial<FeedChoice>): void => {
    choice = { ...choice, ...change };
    void save(secret());
  };
  const file = pathOf(first.address);
  let watched: FileWatch | null = null;
  const source = createFeedSource({
    id: key as CalendarId,
    choice: () => choice,
    onMoved: (address) => choose({ address }),
    tools,
    ...(snapshot && { first: snapshot }),
  });
  return {
    key,
    address: () => choice.address,
    source: { ...source, takeNews: () => watched?.takeNews() ?? false },
    details: () => {
      const { address, ...shown } = choice;
      return { ...shown, ...(file === null ? shownAddress(address) : { host: '', ending: '' }), file };
    },
    secret,
    onSecret: (listener) => {
      save = listener;
    },
    onFileChanged: (listener) => {
      watched?.stop();
      watched = file === null ? null : watchFile(file, listener);
    },
    change: choose,
    stop: () => {
      watched?.stop();
      save = () => Promise.resolve();
    },
  };
};
