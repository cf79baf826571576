/** Classifies a request without a complete response, by the code of its error. Pure. */
import type { ProxyCause } from '../../shared/problems.ts';
import type { SourceFailure } from '../sync/ports.ts';

/** Returns a server's own code if it looks like one. Nothing else of the reply is used. */
export const codeOf = (text: string | undefined): string | null =>
  text !== undefined && /^[A-Za-z][A-Za-z0-9_]{1,63}$/.test(text) ? text : null;

/** Node's and Chromium's codes for "nothing was reached". */
const unreachableCodes: ReadonlySet<string> = new Set([
  'ENOTFOUND',
  'EAI_AGAIN',
  'EAI_NODATA',
  'EAI_FAIL',
  'ECONNREFUSED',
  'ENETUNREACH',
  'ENETDOWN',
  'EHOSTUNREACH',
  'EHOSTDOWN',
  'EADDRNOTAVAIL',
  'ERR_INTERNET_DISCONNECTED',
  'ERR_NAME_NOT_RESOLVED',
  'ERR_NAME_RESOLUTION_FAILED',
  'ERR_ADDRESS_UNREACHABLE',
  'ERR_CONNECTION_REFUSED',
  'ERR_NETWORK_CHANGED',
  'ERR_NETWORK_IO_SUSPENDED',
]);

/** Chromium's codes for problems with a proxy. */
const proxyCodes: Readonly<Record<string, ProxyCause>> = {
  ERR_PROXY_CONNECTION_FAILED: 'unreachable',
  ERR_SOCKS_CONNECTION_FAILED: 'unreachable',
  ERR_SOCKS_CONNECTION_HOST_UNREACHABLE: 'unreachable',
  ERR_TUNNEL_CONNECTION_FAILED: 'unreachable',
  ERR_MANDATORY_PROXY_CONFIGURATION_FAILED: 'unreachable',
  ERR_NO_SUPPORTED_PROXIES: 'unreachable',
  ERR_PROXY_CERTIFICATE_INVALID: 'unreachable',
  ERR_PROXY_AUTH_REQUESTED: 'loginRequired',
  ERR_PROXY_AUTH_REQUESTED_WITH_NO_CONNECTION: 'loginRequired',
  ERR_PROXY_AUTH_UNSUPPORTED: 'loginRequired',
};

/** The reply had the wrong certificate, so it came from a portal, an inspecting proxy or a badly maintained server. */
const tlsCode =
  /^(CERT_|ERR_TLS_|ERR_SSL_|ERR_CERT_|ERR_SSL|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|HOSTNAME_MISMATCH)/;

/** The code of the error for a body over its limit (request.ts). */
export const tooLargeCode = 'ERR_REPLY_TOO_LARGE';

/** Classifies a request without a complete response, by the error's code; null if it had none. */
export const classifyNetworkError = (code: string | null): SourceFailure => {
  const proxyCause = code === null ? undefined : proxyCodes[code];
  if (proxyCause !== undefined) return { kind: 'proxyFailed', cause: proxyCause };
  if (code !== null && unreachableCodes.has(code)) return { kind: 'offline' };
  if (code === tooLargeCode) return { kind: 'unexpectedReply', detail: 'tooLarge' };
  if (code !== null && tlsCode.test(code)) return { kind: 'unexpectedReply', detail: 'certificate' };
  return { kind: 'unavailable', detail: codeOf(code ?? undefined) ?? 'networkError', retryAfterMs: null };
};
