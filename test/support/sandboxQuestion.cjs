'use strict';
/**
 * Required into the app before its own code (`electron -r`): answers the question about starting without the sandbox with
 * the button of JARVIS_TEST_ANSWER, `quit` (the first) or `startAnyway` (the last). Writes `ASKED <question>`, and `WINDOW`
 * when a window is made.
 */
const { app, dialog } = require('electron');

app.on('browser-window-created', () => process.stdout.write('WINDOW\n'));

dialog.showMessageBox = ({ message, buttons }) => {
  process.stdout.write(`ASKED ${message}\n`);
  const response = process.env.JARVIS_TEST_ANSWER === 'startAnyway' ? buttons.length - 1 : 0;
  return Promise.resolve({ response, checkboxChecked: false });
};
