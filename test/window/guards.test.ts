/**
 * What no page may ever do [property 4], tested on the guards themselves. Electron is a stand-in here that keeps the
 * handlers; test/e2e/security.spec.ts tests the same in the real one, as far as a machine has the devices for it.
 */
import { EventEmitter } from 'node:events';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { guardContents, guardSession } from '../../main/window/guards.ts';

type Callback = (...args: readonly unknown[]) => unknown;

const electron = vi.hoisted(() => ({ app: null as unknown, session: { defaultSession: null as unknown } }));
vi.mock('electron', () => ({
  get app() {
    return electron.app;
  },
  session: electron.session,
}));

/** An emitter whose methods of these names keep the handler they get. */
const withHandlers = (...names: readonly string[]) => {
  const handlers = new Map<string, Callback>();
  const keepers = Object.fromEntries(
    names.map((name) => [name, (handler: Callback) => void handlers.set(name, handler)]),
  );
  const call = (name: string, ...args: readonly unknown[]): unknown => {
    const handler = handlers.get(name);
    if (handler === undefined) throw new Error(`Nothing was given to ${name}.`);
    return handler(...args);
  };
  return { emitter: Object.assign(new EventEmitter(), keepers), call };
};

/** Returns whether a listener prevented the event. */
const isPrevented = (emitter: EventEmitter, name: string, url = 'https://example.com/'): boolean => {
  let prevented = false;
  emitter.emit(name, { url, preventDefault: () => (prevented = true) });
  return prevented;
};

const devServer = 'http://localhost:5173';

describe('every page, whoever created it', () => {
  let switches: readonly string[] = [];
  let app: EventEmitter & { enableSandbox: () => void };
  const enableSandbox = vi.fn<() => void>();
  beforeEach(() => {
    switches = [];
    enableSandbox.mockClear();
    const commandLine = { hasSwitch: (name: string) => switches.includes(name) };
    app = Object.assign(new EventEmitter(), { enableSandbox, commandLine });
    electron.app = app;
  });

  const aPage = (server: string | null = null) => {
    guardContents(server);
    const policies: unknown[] = [];
    const { emitter, call } = withHandlers('setWindowOpenHandler');
    const setWebRTCIPHandlingPolicy = (policy: unknown) => void policies.push(policy);
    app.emit('web-contents-created', {}, Object.assign(emitter, { setWebRTCIPHandlingPolicy }));
    return { emitter, call, policies };
  };

  test('navigates nowhere, hosts no webview and opens no window', () => {
    const { emitter, call, policies } = aPage();
    for (const name of ['will-navigate', 'will-frame-navigate', 'will-redirect', 'will-attach-webview']) {
      expect([name, isPrevented(emitter, name)]).toEqual([name, true]);
    }
    expect(call('setWindowOpenHandler', { url: 'https://example.com/' })).toEqual({ action: 'deny' });
    expect(policies).toEqual(['disable_non_proxied_udp']);
  });

  test("may load the development server's pages only during development", () => {
    const { emitter } = aPage(devServer);
    expect(isPrevented(emitter, 'will-navigate', `${devServer}/`)).toBe(false);
    for (const url of ['https://example.com/', 'http://localhost:51730/', 'http://localhost/', 'none']) {
      expect([url, isPrevented(emitter, 'will-navigate', url)]).toEqual([url, true]);
    }
    expect(isPrevented(emitter, 'will-attach-webview', `${devServer}/`)).toBe(true);
  });

  test('is in the sandbox unless Chromium was told that there is none', () => {
    aPage();
    expect(enableSandbox).toHaveBeenCalledOnce();
    switches = ['no-sandbox'];
    aPage();
    expect(enableSandbox).toHaveBeenCalledOnce();
  });

  test('requests no dictionary', () => {
    aPage();
    const setSpellCheckerEnabled = vi.fn<(isOn: boolean) => void>();
    const setSpellCheckerLanguages = vi.fn<(languages: readonly string[]) => void>();
    app.emit('session-created', { setSpellCheckerEnabled, setSpellCheckerLanguages });
    expect(setSpellCheckerEnabled).toHaveBeenCalledWith(false);
    expect(setSpellCheckerLanguages).toHaveBeenCalledWith([]);
  });
});

describe("the windows' session", () => {
  const guarded = (server: string | null = null) => {
    const { emitter, call } = withHandlers(
      'setPermissionRequestHandler',
      'setPermissionCheckHandler',
      'setDevicePermissionHandler',
    );
    const requests = withHandlers('onBeforeRequest');
    electron.session.defaultSession = Object.assign(emitter, { webRequest: requests.emitter });
    guardSession(server);
    const isLoaded = (url: string): boolean => {
      const answer = vi.fn<(given: { cancel: boolean }) => void>();
      requests.call('onBeforeRequest', { url }, answer);
      return answer.mock.lastCall?.[0].cancel === false;
    };
    return { emitter, call, isLoaded };
  };

  test('grants no permission and no device, requested or checked', () => {
    const { call } = guarded();
    for (const permission of ['media', 'geolocation', 'openExternal', 'clipboard-read', 'hid', 'serial']) {
      const answer = vi.fn<(isGranted: boolean) => void>();
      call('setPermissionRequestHandler', {}, permission, answer);
      expect(answer.mock.calls).toEqual([[false]]);
      expect(call('setPermissionCheckHandler', {}, permission)).toBe(false);
    }
    for (const deviceType of ['hid', 'serial', 'usb']) {
      expect(call('setDevicePermissionHandler', { deviceType, origin: 'app://jarvis' })).toBe(false);
    }
  });

  test('downloads nothing', () => {
    expect(isPrevented(guarded().emitter, 'will-download')).toBe(true);
  });

  const outside = [
    'https://example.com/',
    'http://127.0.0.1:8080/',
    'ws://127.0.0.1:8080/',
    'file:///etc/passwd',
    'devtools://devtools/bundled/inspector.html',
    'data:text/html,hello',
    'blob:app://jarvis/1',
    'https://example.com/?app://jarvis/',
    'application://jarvis/',
  ];

  test('loads the app and nothing else', () => {
    const { isLoaded } = guarded();
    expect(isLoaded('app://jarvis/assets/main.js')).toBe(true);
    for (const url of [...outside, `${devServer}/`]) expect([url, isLoaded(url)]).toEqual([url, false]);
  });

  test('loads from the development server, and its tools, only during development', () => {
    const { isLoaded } = guarded(devServer);
    for (const url of ['app://jarvis/', `${devServer}/main.tsx`, 'ws://localhost:5173/', outside[4]!]) {
      expect([url, isLoaded(url)]).toEqual([url, true]);
    }
    for (const url of outside.filter((each) => !each.startsWith('devtools:'))) {
      expect([url, isLoaded(url)]).toEqual([url, false]);
    }
  });
});
