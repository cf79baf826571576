/**
 * Downloads a calendar from its address: conditional, with limits on time, bytes and redirects. Never throws; a
 * failure is a code, because the address is a secret and the server is unknown.
 */
import type { FeedCause } from '../../shared/problems.ts';
import { fail, ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import { underDeadline, withBodyLimit } from '../http/request.ts';
import type { Fetch } from '../http/request.ts';
import type { SourceFailure } from '../sync/ports.ts';
import { isOwnNetwork } from '../platform/ownNetwork.ts';
import { isAsked, isOwnNetworkName } from './address.ts';

/** Shorter than the engine's own deadline, so that this one applies and is reported. */
const deadlineMs = 25_000;
/** The most that is read of a calendar, counted after decompression. */
export const mostBytes = 20 << 20;
const mostRedirects = 5;
const longestValidator = 512;
/** Chromium's code for a reply that `fetchFromInternet` refuses. */
const refusedCode = 'ERR_BLOCKED_BY_CLIENT';

/** What the server sent for asking later whether the calendar has changed. */
export interface Validators {
  readonly etag: string | null;
  readonly lastModified: string | null;
}

export type Download =
  | { readonly kind: 'unchanged'; readonly movedTo: string | null }
  | {
      readonly kind: 'changed';
      readonly chunks: readonly Uint8Array[];
      /** As the server names it. */
      readonly charset: string | null;
      readonly validators: Validators;
      /** The calendar's new address, if the server says that it moved permanently. */
      readonly movedTo: string | null;
    };

export interface DownloadTools {
  /** Returns redirects as responses: they are followed only here. */
  readonly fetch: Fetch;
  /** The same for servers on the internet: fails if the reply came from this machine or its network. */
  readonly fetchFromInternet: Fetch;
  /** Returns the IP addresses of a host; empty if they are unknown, for example behind a proxy. */
  readonly addressesOf: (host: string) => Promise<readonly string[]>;
  /** Returns false if this computer certainly has no network. */
  readonly isOnline: () => boolean;
  readonly isDevelopment: boolean;
  readonly deadlineMs?: number;
}

export const download = async (
  address: string,
  validators: Validators | null,
  tools: DownloadTools,
  signal: AbortSignal,
): Promise<Result<Download, SourceFailure>> => {
  const limits = { deadlineMs: tools.deadlineMs ?? deadlineMs, signal };
  const answered = await underDeadline(limits, (ending) => followed(address, validators, tools, ending));
  return answered.ok ? answered.value : fail(feedFailure(answered.problem, tools));
};

const feedFailed = (cause: FeedCause) => fail({ kind: 'feedFailed', cause } as const);

const followed = async (
  address: string,
  validators: Validators | null,
  tools: DownloadTools,
  signal: AbortSignal,
): Promise<Result<Download, SourceFailure>> => {
  const first = new URL(address);
  const mayBeOwn = await isInOwnNetwork(first, tools);
  // A name can have another address by the time it is connected to.
  const fetch = withBodyLimit(mayBeOwn ? tools.fetch : tools.fetchFromInternet, mostBytes);
  let url = first;
  let isMovedForGood = true;
  for (let hops = 0; hops <= mostRedirects; hops += 1) {
    // Each response contains the next address.
    // oxlint-disable-next-line no-await-in-loop
    const response = await fetch(url, { headers: headersFor(validators), redirect: 'manual', signal });
    const location = redirectOf(response);
    if (location === null) {
      // oxlint-disable-next-line no-await-in-loop
      return await read(response, isMovedForGood && url.href !== first.href ? url.href : null);
    }
    // oxlint-disable-next-line no-await-in-loop
    await response.body?.cancel();
    if (!URL.canParse(location, url.href)) return feedFailed('redirect');
    url = new URL(location, url);
    if (!isAsked(url, tools.isDevelopment)) return feedFailed('redirect');
    // oxlint-disable-next-line no-await-in-loop
    if (!mayBeOwn && (await isInOwnNetwork(url, tools))) return feedFailed('redirect');
    isMovedForGood &&= response.status === 301 || response.status === 308;
  }
  return feedFailed('redirect');
};

/** A server on the internet must not redirect the app to a device in the person's local network. */
const isInOwnNetwork = async ({ hostname }: URL, { addressesOf }: DownloadTools): Promise<boolean> =>
  isOwnNetworkName(hostname) || (await addressesOf(hostname)).some(isOwnNetwork);

const headersFor = (validators: Validators | null): Record<string, string> => ({
  accept: 'text/calendar, text/plain;q=0.5, */*;q=0.1',
  ...(validators?.etag && { 'if-none-match': validators.etag }),
  ...(validators?.lastModified && { 'if-modified-since': validators.lastModified }),
});

const redirectOf = ({ status, headers }: Response): string | null =>
  [301, 302, 303, 307, 308].includes(status) ? (headers.get('location') ?? '') : null;

const read = async (response: Response, movedTo: string | null): Promise<Result<Download, SourceFailure>> => {
  const { status, headers } = response;
  if (status === 304) return ok({ kind: 'unchanged', movedTo });
  const cause = causeOf(status);
  if (cause !== null) {
    await response.body?.cancel();
    return cause === 'proxy' ? fail({ kind: 'proxyFailed', cause: 'loginRequired' }) : feedFailed(cause);
  }
  const chunks: Uint8Array[] = [];
  // Counted while it arrives (`withBodyLimit`).
  for await (const chunk of response.body ?? []) chunks.push(chunk as Uint8Array);
  return ok({
    kind: 'changed',
    chunks,
    charset: /charset\s*=\s*"?([\w-]+)/i.exec(headers.get('content-type') ?? '')?.[1] ?? null,
    validators: {
      etag: validatorIn(headers.get('etag')),
      lastModified: validatorIn(headers.get('last-modified')),
    },
    movedTo,
  });
};

const validatorIn = (header: string | null): string | null =>
  header !== null && header.length <= longestValidator && /^[\x20-\x7e]+$/.test(header) ? header : null;

const causeOf = (status: number): FeedCause | 'proxy' | null => {
  if (status >= 200 && status < 300) return null;
  if (status === 401 || status === 403) return 'refused';
  if (status === 404) return 'notFound';
  if (status === 407) return 'proxy';
  if (status === 410) return 'gone';
  return 'unavailable';
};

const feedFailure = (failure: SourceFailure, { isOnline }: DownloadTools): SourceFailure => {
  if (failure.kind === 'offline') {
    return isOnline() ? { kind: 'feedFailed', cause: 'unreachable' } : failure;
  }
  if (failure.kind === 'unavailable') {
    if (failure.detail === refusedCode) return { kind: 'feedFailed', cause: 'redirect' };
    return { kind: 'feedFailed', cause: failure.detail === 'timeout' ? 'timeout' : 'unavailable' };
  }
  if (failure.kind !== 'unexpectedReply') return failure;
  const { detail } = failure;
  const isNamed = detail === 'tooLarge' || detail === 'certificate';
  return { kind: 'feedFailed', cause: isNamed ? detail : 'unavailable' };
};
