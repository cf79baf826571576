'use strict';
/** Required into the app before its own code (`electron -r`): removes the deprecated way to serve a scheme. */
const { protocol } = require('electron');

Object.defineProperty(protocol, 'registerStreamProtocol', { value: undefined });
