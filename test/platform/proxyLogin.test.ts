import { expect, test } from 'vitest';
import { proxyLoginFor } from '../../main/platform/proxyLogin.ts';

const proxy = { host: 'proxy.example.com', port: 3128 };
const ada = { username: 'ada', password: 'p@ss:word' };

test.each([
  ['with a scheme', { https_proxy: 'http://ada:p%40ss%3Aword@proxy.example.com:3128' }],
  ['without one', { HTTPS_PROXY: 'ada:p%40ss%3Aword@proxy.example.com:3128/' }],
  ['for all schemes', { ALL_PROXY: ' http://ada:p%40ss%3Aword@PROXY.example.com:3128 ' }],
  [
    'behind another proxy',
    {
      https_proxy: 'http://eve:x@other.example.com:3128',
      http_proxy: 'ada:p%40ss%3Aword@proxy.example.com:3128',
    },
  ],
])("a proxy's login is read from its address: %s", (_name, env) => {
  expect(proxyLoginFor(proxy, env)).toEqual(ada);
});

test.each([
  ['no variable', {}],
  ['an address without a login', { https_proxy: 'http://proxy.example.com:3128' }],
  ['another port', { https_proxy: 'http://ada:x@proxy.example.com:8080' }],
  ['another host', { https_proxy: 'http://ada:x@proxy.example.com.evil.example:3128' }],
  ['nothing that is an address', { https_proxy: 'http://[', HTTPS_PROXY: '   ', all_proxy: '::::' }],
  ['a broken escape', { https_proxy: 'http://ada:%zz@proxy.example.com:3128' }],
])('no other proxy gets a login: %s', (_name, env) => {
  expect(proxyLoginFor(proxy, env)).toBeNull();
});

test("a scheme's default port counts if none is named", () => {
  const at = (port: number, address: string) =>
    proxyLoginFor({ host: 'proxy.example.com', port }, { https_proxy: address });
  expect(at(80, 'http://ada:x@proxy.example.com')).not.toBeNull();
  expect(at(80, 'ada:x@proxy.example.com:80')).not.toBeNull();
  expect(at(443, 'https://ada:x@proxy.example.com')).not.toBeNull();
  expect(at(1080, 'socks5://ada:x@proxy.example.com')).not.toBeNull();
  expect(at(443, 'http://ada:x@proxy.example.com')).toBeNull();
});
