'use strict';
/** Electron's own start and end: the floor of a command that runs in it. */
require('electron').app.exit(0);
