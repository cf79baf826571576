/** The login for a proxy, as the person enters it. */

/** `host` as in a URL: `proxy.example.com:8080`. */
export interface ProxyLoginRequest {
  readonly host: string;
  readonly username: string;
  readonly password: string;
  /** Keep it, sealed by the system's keyring; otherwise it lasts until the app quits. */
  readonly keep?: boolean;
}

/** A DNS name, brackets around an IPv6 address, and the port. */
export const LONGEST_PROXY_HOST = 264;
export const LONGEST_PROXY_USERNAME = 256;
export const LONGEST_PROXY_PASSWORD = 1024;
