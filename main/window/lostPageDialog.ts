/** Tells the person that a window could not be shown. It is a system dialog, because a page may not work either. */
import { dialog } from 'electron';
import type { Messages } from '../../shared/messages/en.ts';

export type LostPageAnswer = 'tryAgain' | 'close' | 'quit';
/** @param closed closes the dialog when aborted, as if the person had chosen `close` */
export type AskAboutLostPage = (closed: AbortSignal) => Promise<LostPageAnswer>;

const answers: readonly LostPageAnswer[] = ['tryAgain', 'close', 'quit'];

export const askAboutLostPage =
  (messages: () => Messages): AskAboutLostPage =>
  async (closed) => {
    const {
      app,
      system: { lostPage },
    } = messages();
    const { response } = await dialog.showMessageBox({
      type: 'error',
      title: app.name,
      message: lostPage.message,
      detail: lostPage.detail,
      buttons: [lostPage.tryAgain, app.close, lostPage.quit],
      defaultId: 0,
      cancelId: 1,
      noLink: true,
      signal: closed,
    });
    return answers[response] ?? 'close';
  };
