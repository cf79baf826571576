/**
 * Runs the server until the assistant closes its end. The protocol needs an event loop, but the packaged app runs a
 * command before Electron's, whose start would open the app. So a thread speaks the protocol (thread.ts), and this one
 * sleeps until there is a call, and answers it.
 */
import { MessageChannel, receiveMessageOnPort, Worker } from 'node:worker_threads';
import type { ToolCall, ToolResult } from './calls.ts';

/** What the thread gets. */
export interface ThreadData {
  /** Its two places are below. */
  readonly state: Int32Array;
  readonly port: MessagePort;
  readonly version: string;
}

/** Counts what the thread has to say. */
export const saidAt = 0;
/** 1 when the thread has ended. */
export const endedAt = 1;

export interface CallMessage {
  readonly id: number;
  readonly call: ToolCall;
}
export interface ResultMessage {
  readonly id: number;
  readonly result: ToolResult;
}

/** `thread`: the file of the thread's code. */
export const serve = (thread: string, version: string, answer: (call: ToolCall) => ToolResult): void => {
  const state = new Int32Array(new SharedArrayBuffer(2 * Int32Array.BYTES_PER_ELEMENT));
  const { port1: calls, port2: port } = new MessageChannel();
  const worker = new Worker(thread, {
    execArgv: [],
    workerData: { state, port, version },
    transferList: [port],
  });
  worker.unref();
  while (Atomics.load(state, endedAt) === 0) {
    const said = Atomics.load(state, saidAt);
    let received = receiveMessageOnPort(calls) as { readonly message: CallMessage } | undefined;
    while (received !== undefined) {
      const { id, call } = received.message;
      calls.postMessage({ id, result: answer(call) } satisfies ResultMessage);
      received = receiveMessageOnPort(calls) as typeof received;
    }
    Atomics.wait(state, saidAt, said);
  }
  calls.close();
};
