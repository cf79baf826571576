'use strict';
/**
 * For pictures: a process that loads this lives `JARVIS_CLOCK_OFFSET` milliseconds away from now. Only what the
 * clock says moves; timers take as long as ever.
 */
const offsetMs = Number(process.env.JARVIS_CLOCK_OFFSET ?? 0);
const RealDate = Date;
globalThis.Date = class extends RealDate {
  constructor(...parts) {
    if (parts.length === 0) super(RealDate.now() + offsetMs);
    else super(...parts);
  }
  static now() {
    return RealDate.now() + offsetMs;
  }
};
