/**
 * Messages of the D-Bus wire protocol, little-endian, as far as the app needs them. Pure. Values of a signature: numbers
 * for `y`, `i` and `u`, strings for `s`, `o` and `g`, booleans, arrays for `a…` and `(…)`, and `[signature, value]` for a
 * variant. A message that cannot be read is null.
 */

export type BusValue = number | bigint | string | boolean | readonly BusValue[];

export interface BusMessage {
  readonly type: 'call' | 'return' | 'error' | 'signal';
  readonly serial: number;
  /** The call that it answers. */
  readonly replyTo: number | null;
  readonly path: string;
  readonly face: string;
  readonly member: string;
  readonly destination: string;
  readonly signature: string;
  readonly body: readonly BusValue[];
}

const types = ['', 'call', 'return', 'error', 'signal'] as const;

const sizes: Readonly<Record<string, number>> = {
  ...{ y: 1, g: 1, v: 1, n: 2, q: 2, b: 4, i: 4, u: 4, h: 4, s: 4, o: 4, a: 4 },
  ...{ x: 8, t: 8, d: 8, '(': 8, '{': 8 },
};
const alignmentOf = (type: string): number => sizes[type[0] ?? ''] ?? 1;

/** Splits a signature into its complete types: `sa{sv}` into `s` and `a{sv}`. */
const typesIn = (signature: string): readonly string[] => {
  const found: string[] = [];
  for (let at = 0; at < signature.length;) {
    const end = endOfType(signature, at);
    found.push(signature.slice(at, end));
    at = end;
  }
  return found;
};
const endOfType = (signature: string, at: number): number => {
  const type = signature[at];
  if (type === 'a') return endOfType(signature, at + 1);
  if (type !== '(' && type !== '{') return at + 1;
  let depth = 0;
  for (let end = at; end < signature.length; end += 1) {
    if (/[({]/.test(signature[end] ?? '')) depth += 1;
    if (/[)}]/.test(signature[end] ?? '')) depth -= 1;
    if (depth === 0) return end + 1;
  }
  return signature.length;
};

class Writer {
  #bytes: number[] = [];

  get bytes(): Buffer {
    return Buffer.from(this.#bytes);
  }

  align(to: number): void {
    while (this.#bytes.length % to !== 0) this.#bytes.push(0);
  }

  word(value: number): void {
    this.align(4);
    const bytes = Buffer.alloc(4);
    bytes.writeInt32LE(value | 0);
    this.#bytes.push(...bytes);
  }

  value(type: string, value: BusValue): void {
    this.align(alignmentOf(type));
    const inner = type.slice(1, -1);
    if (type === 'y') this.#bytes.push(Number(value) & 0xff);
    else if (type === 'b') this.word(value === true ? 1 : 0);
    else if (type === 'i' || type === 'u') this.word(Number(value));
    else if (type === 's' || type === 'o' || type === 'g') this.text(type, String(value));
    else if (type === 'v') {
      const [signature, of] = value as readonly [string, BusValue];
      this.value('g', signature);
      this.value(signature, of);
    } else if (type.startsWith('a')) this.list(type.slice(1), value as readonly BusValue[]);
    else
      typesIn(inner).forEach((each, index) =>
        this.value(each, (value as readonly BusValue[])[index] as BusValue),
      );
  }

  text(type: string, text: string): void {
    const bytes = Buffer.from(text.replaceAll('\0', ''));
    if (type === 'g') this.#bytes.push(bytes.length);
    else this.word(bytes.length);
    this.#bytes.push(...bytes, 0);
  }

  list(type: string, items: readonly BusValue[]): void {
    this.word(0);
    const lengthAt = this.#bytes.length - 4;
    this.align(alignmentOf(type));
    const from = this.#bytes.length;
    for (const item of items) this.value(type, item);
    const length = Buffer.alloc(4);
    length.writeUInt32LE(this.#bytes.length - from);
    this.#bytes.splice(lengthAt, 4, ...length);
  }

  raw(bytes: Buffer): void {
    this.#bytes.push(...bytes);
  }
}

class Reader {
  readonly #bytes: Buffer;
  #at: number;

  constructor(bytes: Buffer, at: number) {
    this.#bytes = bytes;
    this.#at = at;
  }

  align(to: number): void {
    this.#at = Math.ceil(this.#at / to) * to;
  }

  get at(): number {
    return this.#at;
  }

  #skip(size: number): number {
    const from = this.#at;
    this.#at += size;
    return from;
  }

  value(type: string): BusValue {
    this.align(alignmentOf(type));
    switch (type[0]) {
      case 'y':
        return this.#bytes.readUInt8(this.#skip(1));
      case 'n':
        return this.#bytes.readInt16LE(this.#skip(2));
      case 'q':
        return this.#bytes.readUInt16LE(this.#skip(2));
      case 'b':
        return this.#bytes.readUInt32LE(this.#skip(4)) === 1;
      case 'i':
        return this.#bytes.readInt32LE(this.#skip(4));
      case 'u':
      case 'h':
        return this.#bytes.readUInt32LE(this.#skip(4));
      case 'x':
      case 't':
        return this.#bytes.readBigInt64LE(this.#skip(8));
      case 'd':
        return this.#bytes.readDoubleLE(this.#skip(8));
      case 'g':
        return this.#text(this.#bytes.readUInt8(this.#skip(1)));
      case 's':
      case 'o':
        return this.#text(this.#bytes.readUInt32LE(this.#skip(4)));
      case 'v': {
        const signature = String(this.value('g'));
        return [signature, this.value(signature)];
      }
      case 'a': {
        const length = this.#bytes.readUInt32LE(this.#skip(4));
        const inner = type.slice(1);
        this.align(alignmentOf(inner));
        const end = this.#at + length;
        const items: BusValue[] = [];
        while (this.#at < end) items.push(this.value(inner));
        return items;
      }
      case '(':
      case '{':
        return typesIn(type.slice(1, -1)).map((each) => this.value(each));
      default:
        throw new RangeError('type');
    }
  }

  #text(length: number): string {
    const from = this.#skip(length + 1);
    return this.#bytes.toString('utf8', from, from + length);
  }
}

export interface BusCallMessage {
  readonly serial: number;
  readonly destination: string;
  readonly path: string;
  readonly face: string;
  readonly member: string;
  readonly signature: string;
  readonly body: readonly BusValue[];
}

export const callMessage = (call: BusCallMessage): Buffer => {
  const body = new Writer();
  typesIn(call.signature).forEach((type, index) => body.value(type, call.body[index] as BusValue));
  const fields: readonly BusValue[] = [
    [1, ['o', call.path]],
    [2, ['s', call.face]],
    [3, ['s', call.member]],
    [6, ['s', call.destination]],
    ...(call.signature === '' ? [] : [[8, ['g', call.signature]] as const]),
  ];
  const message = new Writer();
  message.raw(Buffer.from(['l'.charCodeAt(0), 1, 0, 1]));
  message.word(body.bytes.length);
  message.word(call.serial);
  message.value('a(yv)', fields);
  message.align(8);
  message.raw(body.bytes);
  return message.bytes;
};

/** The longest message that the specification allows. */
const LONGEST = 2 ** 27;
const FIXED_HEADER = 16;

/** Returns the length of the message at the beginning of these bytes; null if they are too few to tell; -1: not readable. */
export const messageLength = (bytes: Buffer): number | null => {
  if (bytes.length < FIXED_HEADER) return null;
  if (bytes[0] !== 'l'.charCodeAt(0)) return -1;
  const header = Math.ceil((FIXED_HEADER + bytes.readUInt32LE(12)) / 8) * 8;
  const length = header + bytes.readUInt32LE(4);
  return length > LONGEST ? -1 : length;
};

/** Reads one whole message. */
export const readMessage = (bytes: Buffer): BusMessage | null => {
  try {
    const type = types[bytes.readUInt8(1)];
    const fields = new Map<number, BusValue>();
    const reader = new Reader(bytes, 12);
    for (const field of reader.value('a(yv)') as readonly BusValue[]) {
      const [code, variant] = field as readonly [number, readonly [string, BusValue]];
      fields.set(code, variant[1]);
    }
    reader.align(8);
    const text = (code: number): string => String(fields.get(code) ?? '');
    if (type === undefined || type === '') return null;
    const signature = text(8);
    return {
      type,
      serial: bytes.readUInt32LE(8),
      replyTo: fields.has(5) ? Number(fields.get(5)) : null,
      path: text(1),
      face: text(2),
      member: text(3),
      destination: text(6),
      signature,
      body: typesIn(signature).map((each) => reader.value(each)),
    };
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
};
