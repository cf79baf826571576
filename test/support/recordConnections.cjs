'use strict';
/**
 * Required into the main process before the app's own code: writes every name that Node looks up and every host that
 * it connects to into the file in RECORDED_CONNECTIONS, one per line. Chromium's own are in its net log.
 */
const dns = require('node:dns');
const fs = require('node:fs');
const net = require('node:net');

const note = (host) => fs.appendFileSync(process.env.RECORDED_CONNECTIONS, `${host}\n`);

// Shows that it is active at all.
note('127.0.0.1');
for (const [from, name] of [
  [dns, 'lookup'],
  [dns, 'resolve'],
  [dns.promises, 'lookup'],
  [dns.promises, 'resolve'],
]) {
  const original = from[name];
  from[name] = function (host, ...rest) {
    note(host);
    return original.call(this, host, ...rest);
  };
}

const { connect } = net.Socket.prototype;
net.Socket.prototype.connect = function (...args) {
  const [first, second] = Array.isArray(args[0]) ? args[0] : args;
  const { path, host = 'localhost' } =
    typeof first === 'object' && first !== null
      ? first
      : { host: typeof second === 'string' ? second : undefined };
  // A path is a socket of this machine: the session bus.
  if (path === undefined) note(host);
  return connect.apply(this, args);
};
