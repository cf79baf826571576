'use strict';
/** An app that ends as soon as it runs: sandbox.mjs starts it to see whether Electron can start at all. */
process.exit(0);
