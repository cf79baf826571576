/** Reads a PNG's pixels, as far as our own icons need it: 8 bits a channel, RGB or RGBA, not interlaced. */
import { inflateSync } from 'node:zlib';

export interface Picture {
  readonly width: number;
  readonly height: number;
  /** Red, green, blue, alpha of one pixel. */
  readonly at: (x: number, y: number) => readonly [number, number, number, number];
}

export const readPng = (file: Buffer): Picture => {
  const width = file.readUInt32BE(16);
  const height = file.readUInt32BE(20);
  const channels = file[25] === 6 ? 4 : 3;
  const parts: Buffer[] = [];
  for (let at = 8; at < file.length; at += 12 + file.readUInt32BE(at)) {
    if (file.toString('latin1', at + 4, at + 8) === 'IDAT')
      parts.push(file.subarray(at + 8, at + 8 + file.readUInt32BE(at)));
  }
  const raw = inflateSync(Buffer.concat(parts));
  const stride = width * channels;
  const pixels = new Uint8Array(stride * height);
  for (let y = 0; y < height; y += 1) {
    const filter = raw[y * (stride + 1)] ?? 0;
    for (let index = 0; index < stride; index += 1) {
      const left = index < channels ? 0 : (pixels[y * stride + index - channels] ?? 0);
      const up = y === 0 ? 0 : (pixels[(y - 1) * stride + index] ?? 0);
      const corner = index < channels || y === 0 ? 0 : (pixels[(y - 1) * stride + index - channels] ?? 0);
      const guesses = [0, left, up, (left + up) >> 1, nearest(left, up, corner)];
      pixels[y * stride + index] = (raw[y * (stride + 1) + 1 + index] ?? 0) + (guesses[filter] ?? 0);
    }
  }
  return {
    width,
    height,
    at: (x, y) => {
      const [red = 0, green = 0, blue = 0, alpha = 255] = pixels.subarray(
        y * stride + x * channels,
        y * stride + (x + 1) * channels,
      );
      return [red, green, blue, alpha];
    },
  };
};

/** The Paeth predictor. */
const nearest = (left: number, up: number, corner: number): number => {
  const guess = left + up - corner;
  const [toLeft, toUp, toCorner] = [left, up, corner].map((each) => Math.abs(guess - each)) as [
    number,
    number,
    number,
  ];
  if (toLeft <= toUp && toLeft <= toCorner) return left;
  return toUp <= toCorner ? up : corner;
};
