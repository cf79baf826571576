/**
 * Which file of the bundle an `app://jarvis/…` request means [property 3]. Pure.
 *
 * The bundle's names are known to be simple, so this is an allowlist: letters, digits, `.`, `_` and `-` between
 * single slashes. Anything that needs decoding (`%2e`, `%00`), a backslash, a dot segment or another host matches no
 * file.
 */

export const appScheme = 'app';
export const appHost = 'jarvis';
export const appOrigin = `${appScheme}://${appHost}`;

const segment = /^[A-Za-z0-9_][A-Za-z0-9._-]{0,127}$/;

/**
 * Returns the path relative to the bundle's folder, with `/` as separator, such as `assets/main.js`; null if there is
 * none.
 */
export const assetPath = (requestUrl: string): string | null => {
  if (requestUrl.length > 2048 || !URL.canParse(requestUrl)) return null;
  const url = new URL(requestUrl);
  if (url.protocol !== `${appScheme}:` || url.host !== appHost) return null;
  if (url.username !== '' || url.password !== '') return null;
  const path = url.pathname === '/' || url.pathname === '' ? '/index.html' : url.pathname;
  const segments = path.slice(1).split('/');
  return segments.every((part) => segment.test(part)) ? segments.join('/') : null;
};
