/**
 * A connection to the session bus on Linux. Little of the protocol is needed, and libraries for it bring native code or
 * unmaintained packages. Starting a tool for a call would block the process while the system copies it.
 */
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import {
  callMessage,
  messageLength,
  readMessage,
  type BusCallMessage,
  type BusMessage,
  type BusValue,
} from './busMessages.ts';

export interface SessionBus {
  /** Returns the reply's values; null if the call failed, or the bus has gone. */
  call(call: Omit<BusCallMessage, 'serial'>): Promise<readonly BusValue[] | null>;
  /** Called with every signal that was asked for. */
  onSignal(listener: (signal: BusMessage) => void): void;
  /** Called once when the connection has ended. */
  onEnd(listener: () => void): void;
  close(): void;
}

const timeoutMs = 3000;

/** Returns the sockets of an address list: `unix:path=/run/user/1000/bus,guid=…;unix:abstract=…`. */
export const socketsIn = (variables: Readonly<Record<string, string | undefined>>): readonly string[] => {
  const address = variables['DBUS_SESSION_BUS_ADDRESS'] ?? '';
  if (address === '') {
    const folder = variables['XDG_RUNTIME_DIR'] ?? '';
    return folder === '' ? [] : [join(folder, 'bus')];
  }
  return address.split(';').flatMap((one) => {
    const found = /^unix:(?:.*,)?(path|abstract)=([^,]*)/.exec(one);
    if (found === null) return [];
    try {
      const name = decodeURIComponent(found[2] ?? '');
      return [found[1] === 'abstract' ? `\0${name}` : name];
    } catch {
      return [];
    }
  });
};

const dial = (path: string): Promise<Socket | null> =>
  new Promise((resolve) => {
    const socket = connect({ path });
    const fail = (): void => {
      socket.destroy();
      resolve(null);
    };
    socket.setTimeout(timeoutMs, fail);
    socket.once('error', fail);
    socket.once('connect', () => {
      // As the person who owns the process. The zero byte comes before everything.
      const who = Buffer.from(String(process.getuid?.() ?? '')).toString('hex');
      socket.write(`\0AUTH EXTERNAL ${who}\r\n`);
    });
    socket.once('data', (reply) => {
      if (!reply.toString('latin1').startsWith('OK ')) return fail();
      socket.setTimeout(0);
      socket.off('error', fail);
      socket.write('BEGIN\r\n');
      resolve(socket);
    });
  });

/** Returns null if there is no bus, or it does not accept us. */
export const openSessionBus = async (
  variables: Readonly<Record<string, string | undefined>> = process.env,
): Promise<SessionBus | null> => {
  for (const path of socketsIn(variables)) {
    // oxlint-disable-next-line no-await-in-loop
    const socket = await dial(path);
    if (socket === null) continue;
    const bus = speakOn(socket);
    // oxlint-disable-next-line no-await-in-loop
    const named = await bus.call({
      destination: 'org.freedesktop.DBus',
      path: '/org/freedesktop/DBus',
      face: 'org.freedesktop.DBus',
      member: 'Hello',
      signature: '',
      body: [],
    });
    if (named !== null) return bus;
    bus.close();
  }
  return null;
};

/** One call on a connection of its own. Returns the reply's values; null without a bus, or if the call failed. */
export const callSessionBus = async (
  call: Omit<BusCallMessage, 'serial'>,
  variables: Readonly<Record<string, string | undefined>> = process.env,
): Promise<readonly BusValue[] | null> => {
  const bus = await openSessionBus(variables);
  if (bus === null) return null;
  const reply = await bus.call(call);
  bus.close();
  return reply;
};

const speakOn = (socket: Socket): SessionBus => {
  let received: Buffer = Buffer.alloc(0);
  let serial = 0;
  let isOver = false;
  const waiting = new Map<number, (body: readonly BusValue[] | null) => void>();
  const listeners: ((signal: BusMessage) => void)[] = [];
  const endListeners: (() => void)[] = [];

  const end = (): void => {
    if (isOver) return;
    isOver = true;
    socket.destroy();
    for (const answer of waiting.values()) answer(null);
    waiting.clear();
    endListeners.forEach((listener) => listener());
  };
  const take = (message: BusMessage | null): void => {
    if (message === null) return;
    if (message.type === 'signal') listeners.forEach((listener) => listener(message));
    if (message.replyTo === null) return;
    waiting.get(message.replyTo)?.(message.type === 'return' ? message.body : null);
    waiting.delete(message.replyTo);
  };
  socket.on('data', (bytes) => {
    received = Buffer.concat([received, bytes]);
    for (;;) {
      const length = messageLength(received);
      if (length === -1) return end();
      if (length === null || received.length < length) return;
      const message = readMessage(received.subarray(0, length));
      received = received.subarray(length);
      take(message);
    }
  });
  socket.on('error', end);
  socket.on('close', end);
  return {
    call: (call) =>
      new Promise((resolve) => {
        if (isOver) return resolve(null);
        serial += 1;
        const own = serial;
        const timer = setTimeout(() => {
          waiting.delete(own);
          resolve(null);
        }, timeoutMs);
        waiting.set(own, (body) => {
          clearTimeout(timer);
          resolve(body);
        });
        socket.write(callMessage({ ...call, serial: own }));
      }),
    onSignal: (listener) => void listeners.push(listener),
    onEnd: (listener) => void endListeners.push(listener),
    close: end,
  };
};
