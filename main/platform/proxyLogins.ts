/**
 * Answers proxies that ask for a login: with what the person entered for that proxy, otherwise with the login in the
 * environment's address of it. A request sends each login once. One that the person entered is forgotten when the
 * proxy refuses it, so that no later request repeats it.
 */
import { proxyHost, proxyLoginFor } from './proxyLogin.ts';
import type { ProxyAddress, ProxyLogin, ProxyRefusal } from './proxyLogin.ts';

/** Stores logins beyond this run, one text per name. */
export interface LoginStore {
  read(name: string): Promise<string | null>;
  /** Stores the text only if it can be encrypted. */
  keep(name: string, text: string): Promise<void>;
  forget(name: string): Promise<void>;
}

export type ProxyAnswer =
  | { readonly kind: 'login'; readonly login: ProxyLogin }
  /** There is no login left to try. */
  | { readonly kind: 'none'; readonly refusal: ProxyRefusal };

export interface ProxyLogins {
  /** Returns the function to call whenever a proxy asks this one request for a login. */
  forRequest(): (proxy: ProxyAddress) => Promise<ProxyAnswer>;
  /** The person's login for a proxy that asked in this run. Returns false if none of that name did. */
  enter(host: string, login: ProxyLogin, keep: boolean): Promise<boolean>;
}

export const createProxyLogins = (options: {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly store: LoginStore;
}): ProxyLogins => {
  const { env, store } = options;
  const entered = new Map<string, ProxyLogin>();
  /** Proxies that got no login, and those that refused what they got. */
  const asking = new Set<string>();
  const refusing = new Set<string>();

  const stored = async (host: string): Promise<ProxyLogin | null> =>
    readLogin(await store.read(nameOf(host)));

  const forget = async (host: string, login: ProxyLogin): Promise<void> => {
    // A newer one may have been entered meanwhile.
    if (isSame(entered.get(host), login)) entered.delete(host);
    if (isSame(await stored(host), login)) await store.forget(nameOf(host));
  };

  return {
    forRequest: () => {
      const sent: ProxyLogin[] = [];
      return async (proxy) => {
        const host = proxyHost(proxy);
        const last = sent.at(-1);
        if (last !== undefined) {
          // If it is asked for again, the proxy has refused the login.
          refusing.add(host);
          await forget(host, last);
        }
        const known = [entered.get(host) ?? (await stored(host)), proxyLoginFor(proxy, env)];
        const login = known.find((one) => one !== null && !sent.some((other) => isSame(one, other)));
        if (login != null) {
          sent.push(login);
          return { kind: 'login', login };
        }
        asking.add(host);
        const cause = refusing.has(host) ? 'loginRefused' : 'loginRequired';
        return { kind: 'none', refusal: { host, cause } };
      };
    },
    enter: async (host, login, keep) => {
      if (!asking.has(host)) return false;
      entered.set(host, login);
      if (keep) await store.keep(nameOf(host), JSON.stringify(login));
      else await store.forget(nameOf(host));
      return true;
    },
  };
};

const nameOf = (host: string): string => `proxy:${host}`;

const isSame = (one: ProxyLogin | null | undefined, other: ProxyLogin): boolean =>
  one?.username === other.username && one.password === other.password;

const readLogin = (text: string | null): ProxyLogin | null => {
  try {
    const { username, password } = JSON.parse(text ?? '{}') as Partial<Record<string, unknown>>;
    return typeof username === 'string' && typeof password === 'string' ? { username, password } : null;
  } catch {
    return null;
  }
};
