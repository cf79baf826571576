/** The system's dialogs about hooks: which program, and whether it may run [property 19]. */
import { BrowserWindow, dialog } from 'electron';
import type { HookChoice } from '../../shared/hooks.ts';
import type { Messages } from '../../shared/messages/en.ts';
import { askToConfirm } from '../platform/messageBox.ts';

export const chooseProgram = async (): Promise<string | null> => {
  const [window] = BrowserWindow.getAllWindows();
  const options = { properties: ['openFile' as const] };
  const answer = window ? await dialog.showOpenDialog(window, options) : await dialog.showOpenDialog(options);
  return answer.filePaths[0] ?? null;
};

/** Names the program and each argument in full; both have only characters that can be seen. */
export const confirmHook =
  (messages: () => Messages) =>
  async ({ event, minutes, program, args }: HookChoice): Promise<boolean> => {
    const { hooks, app } = messages();
    return askToConfirm({
      type: 'warning',
      message: hooks.question,
      detail: [
        hooks.when[event](minutes),
        '',
        program,
        ...args.map((arg, index) => hooks.argument(index + 1, arg)),
        '',
        hooks.questionHint,
      ].join('\n'),
      buttons: [hooks.allow, app.cancel],
    });
  };
