/** The state that a page reports counts only from its main frame [property 6]. */
import { EventEmitter } from 'node:events';
import type { WebContents } from 'electron';
import { expect, test, vi } from 'vitest';
import { onPageState } from '../../main/window/signals.ts';
import { pageStateChannel } from '../../shared/contract.ts';

vi.mock('electron', () => ({ webContents: {} }));

test('a page reports its state, as one of the known words, from its main frame', () => {
  const ipc = new EventEmitter();
  const heard: unknown[] = [];
  onPageState({ ipc } as unknown as WebContents, (state) => heard.push(state));
  const say = (senderFrame: unknown, said: unknown): void => {
    ipc.emit(pageStateChannel, { senderFrame }, said);
  };
  say({ parent: null }, 'live');
  say({ parent: { parent: null } }, 'failed');
  say(null, 'failed');
  for (const other of ['gone', '', 1, null, ['live'], { state: 'live' }]) say({ parent: null }, other);
  expect(heard).toEqual(['live']);
});
