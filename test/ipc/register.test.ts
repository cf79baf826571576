/**
 * Whose calls are answered [property 6]. Electron's side of a call is a stand-in here; test/e2e/security.spec.ts has
 * real frames.
 */
import { describe, expect, test, vi } from 'vitest';
import { registerCalls } from '../../main/ipc/register.ts';
import { channels } from '../../shared/contract.ts';

type Handler = (event: unknown, ...args: readonly unknown[]) => unknown;

const handlers = vi.hoisted(() => new Map<string, Handler>());
const listeners = vi.hoisted(() => new Map<string, Handler>());
vi.mock('electron', () => ({
  ipcMain: {
    handle: (channel: string, handler: Handler) => void handlers.set(channel, handler),
    on: (channel: string, listener: Handler) => void listeners.set(channel, listener),
  },
}));

const origin = 'app://jarvis';
const main = { processId: 7, routingId: 3, parent: null, origin };

const setUp = () => {
  const refused: string[] = [];
  const dropped: string[] = [];
  registerCalls({
    origin,
    answer: async (channel, args) => ({ ok: true, value: [channel, ...args] }),
    onFileDropped: (path) => dropped.push(path),
    onRefused: (channel) => refused.push(channel),
  });
  const call = async (senderFrame: unknown, mainFrame: unknown = main): Promise<unknown> =>
    handlers.get('app.info')?.({ senderFrame, sender: { mainFrame } }, 'argument');
  const drop = (senderFrame: unknown, path: unknown) =>
    listeners.get('file.dropped')?.({ senderFrame, sender: { mainFrame: main } }, path);
  return { call, drop, dropped, refused };
};

describe('a call is answered', () => {
  test('from the main frame of our own page, with its arguments, on every channel of the contract', async () => {
    const { call, refused } = setUp();
    expect(await call({ ...main })).toEqual({ ok: true, value: ['app.info', 'argument'] });
    expect([...handlers.keys()].toSorted()).toEqual([...channels].toSorted());
    expect(refused).toEqual([]);
  });

  test.each([
    ['that is gone', null],
    ['inside another one', { ...main, parent: main }],
    ['of another process', { ...main, processId: 8 }],
    ['that is not the main one', { ...main, routingId: 4 }],
    ['of a page elsewhere', { ...main, origin: 'https://example.com' }],
    ['of another host of our scheme', { ...main, origin: 'app://elsewhere' }],
    ['whose page may not say where it is from', { ...main, origin: 'null' }],
  ])('but not from a frame %s', async (_, frame) => {
    const { call, refused } = setUp();
    expect(await call(frame)).toEqual({ ok: false, problem: { kind: 'invalidRequest', detail: 'sender' } });
    expect(refused).toEqual(['app.info']);
  });
});

test('a dropped file is passed on only as text, and only from the main frame of our own page [property 16]', () => {
  const { drop, dropped } = setUp();
  drop({ ...main }, '/home/ada/team.ics');
  drop({ ...main, origin: 'https://example.com' }, '/home/ada/other.ics');
  drop(null, '/home/ada/other.ics');
  for (const path of [undefined, null, 7, {}, ['/home/ada/other.ics']]) drop({ ...main }, path);
  expect(dropped).toEqual(['/home/ada/team.ics']);
});
