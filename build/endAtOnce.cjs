'use strict';
/** An app that quits at once: sandbox.mjs runs it to find out whether Electron can start at all. */
process.exit(0);
