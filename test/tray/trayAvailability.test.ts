/** Whether a person could see an icon in the tray, asked on a real session bus. */
import { expect, test } from 'vitest';
import { trayHostPython } from '../../build/systemLibraries.mjs';
import { isTrayAvailable } from '../../main/tray/trayAvailability.ts';
import { startSessionBus, startTrayHost } from '../support/dbus.ts';

const canRun = process.platform === 'linux' && trayHostPython() !== null;

test('without a bus there is no tray, and other systems have one without asking', async () => {
  for (const address of ['disabled:', 'unix:path=/nowhere/bus', 'tcp:host=127.0.0.1,port=1', 'unix:path=%']) {
    // oxlint-disable-next-line no-await-in-loop
    expect(await isTrayAvailable('linux', { DBUS_SESSION_BUS_ADDRESS: address })).toBe(false);
  }
  expect(await isTrayAvailable('darwin', {})).toBe(true);
  expect(await isTrayAvailable('win32', {})).toBe(true);
});

test.skipIf(!canRun)('on a bus there is a tray while a panel is there', async () => {
  const bus = await startSessionBus();
  try {
    expect(await isTrayAvailable('linux', bus.env)).toBe(false);
    const panel = await startTrayHost(bus);
    expect(await isTrayAvailable('linux', bus.env)).toBe(true);
    await panel.stop();
    expect(await isTrayAvailable('linux', bus.env)).toBe(false);
  } finally {
    await bus.stop();
  }
});
