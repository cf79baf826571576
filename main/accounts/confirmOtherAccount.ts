/** Asks the person what to do after a sign-in with another account than the one to be connected again. */
import type { Messages } from '../../shared/messages/en.ts';
import { askToConfirm } from '../platform/messageBox.ts';

/** @returns true if the other account is to be added. Closing the question means no. */
export const confirmOtherAccount =
  (messages: () => Messages) =>
  async (expected: string, signedIn: string): Promise<boolean> => {
    const { settings, app } = messages();
    return askToConfirm({
      type: 'question',
      message: settings.otherAccountQuestion(signedIn),
      detail: settings.otherAccountHint(expected),
      buttons: [settings.addOtherAccount, app.cancel],
    });
  };
