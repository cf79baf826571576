/** Notifications with buttons over a real session bus, and the wire format by itself. */
import { describe, expect, onTestFinished, test } from 'vitest';
import { callMessage, messageLength, readMessage } from '../../main/platform/busMessages.ts';
import { createBusNotifications, type BusNotice } from '../../main/platform/busNotifications.ts';
import { socketsIn } from '../../main/platform/sessionBus.ts';
import { trayHostPython } from '../../build/systemLibraries.mjs';
import { startSessionBus, startTrayHost } from '../support/dbus.ts';

const canRun = process.platform === 'linux' && trayHostPython() !== null;

const noted = () => {
  const heard: string[] = [];
  const notice: BusNotice = {
    title: '“Plan” & review',
    body: 'Starts in 8\u00a0min\n&lt;b&gt;',
    urgent: true,
    buttons: ['Yes', 'Maybe', 'No'],
    onClick: () => heard.push('click'),
    onButton: (index) => heard.push(`button ${index}`),
    onClosed: () => heard.push('closed'),
  };
  return { heard, notice };
};

describe.skipIf(!canRun)('on a session bus', () => {
  const open = async () => {
    const bus = await startSessionBus();
    const tray = await startTrayHost(bus);
    const notifications = createBusNotifications('Jarvis Calendar', bus.env);
    onTestFinished(async () => {
      notifications.stop();
      await tray.stop();
      await bus.stop();
    });
    return { bus, tray, notifications };
  };

  test('a notification has its texts and buttons, and each press is heard once', async () => {
    const { tray, notifications } = await open();
    const { heard, notice } = noted();
    expect(await notifications.show(notice)).not.toBeNull();
    await expect.poll(() => tray.notifications).toHaveLength(1);
    const [shown] = tray.notifications;
    expect(shown).toMatchObject({
      summary: notice.title,
      body: notice.body,
      actions: ['default', '', 'button-0', 'Yes', 'button-1', 'Maybe', 'button-2', 'No'],
    });
    await tray.invokeAction(shown!.notification, 'button-1');
    await tray.invokeAction(shown!.notification, 'default');
    await expect.poll(() => heard).toEqual(['button 1', 'click']);
    await tray.invokeAction(shown!.notification, 'button-7');
    await tray.invokeAction(shown!.notification + 1, 'button-0');
    await tray.invokeAction(shown!.notification, 'button-2');
    await expect.poll(() => heard).toEqual(['button 1', 'click', 'button 2']);
  });

  test('one that was removed is closed, and its buttons do nothing more', async () => {
    const { tray, notifications } = await open();
    const [first, second] = [noted(), noted()];
    const close = await notifications.show(first.notice);
    await notifications.show(second.notice);
    await expect.poll(() => tray.notifications).toHaveLength(2);
    const [one, two] = tray.notifications.map(({ notification }) => notification);
    close?.();
    await expect.poll(() => tray.closed).toEqual([one]);
    await tray.invokeAction(one!, 'button-0');
    await tray.invokeAction(two!, 'button-0');
    await expect.poll(() => second.heard).toEqual(['button 0']);
    expect(first.heard).toEqual([]);
  });

  test('without a service, or a bus, nothing is shown', async () => {
    const bus = await startSessionBus();
    onTestFinished(() => bus.stop());
    expect(await createBusNotifications('Test', bus.env).show(noted().notice)).toBeNull();
    expect(
      await createBusNotifications('Test', { DBUS_SESSION_BUS_ADDRESS: 'disabled:' }).show(noted().notice),
    ).toBeNull();
  });
});

test('a call is read as it was written, and what is cut off or foreign is refused', () => {
  const call = {
    serial: 7,
    destination: 'org.example.Test',
    path: '/org/example',
    face: 'org.example.Test',
    member: 'Do',
    signature: 'susasa{sv}ib',
    body: ['ä“', 4_000_000_000, '', ['a', 'bc'], [['urgency', ['y', 2]]], -1, true],
  };
  const bytes = callMessage(call);
  expect(messageLength(bytes)).toBe(bytes.length);
  expect(readMessage(bytes)).toMatchObject({ type: 'call', ...call });
  expect(messageLength(bytes.subarray(0, 10))).toBeNull();
  for (let length = 16; length < bytes.length; length += 1)
    expect(() => readMessage(bytes.subarray(0, length))).not.toThrow();
  expect(messageLength(Buffer.from('B'.repeat(32)))).toBe(-1);
});

test('the sockets of an address', () => {
  const of = (address: string) => socketsIn({ DBUS_SESSION_BUS_ADDRESS: address });
  expect(of('unix:path=/run/user/1000/bus,guid=ab')).toEqual(['/run/user/1000/bus']);
  expect(of('unix:abstract=/tmp/dbus-1;unix:guid=1,path=/a%20b')).toEqual(['\0/tmp/dbus-1', '/a b']);
  expect(of('tcp:host=localhost;disabled:;unix:path=%zz')).toEqual([]);
  expect(socketsIn({ XDG_RUNTIME_DIR: '/run/user/5' })).toEqual(['/run/user/5/bus']);
  expect(socketsIn({})).toEqual([]);
});
