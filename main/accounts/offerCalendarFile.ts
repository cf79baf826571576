/**
 * Offers to add a calendar file that was dropped on the window or opened with the app. Whoever named it, the person
 * is asked first [property 16].
 */
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { BrowserWindow, dialog } from 'electron';
import type { MessageBoxOptions } from 'electron';
import type { Messages } from '../../shared/messages/en.ts';
import type { Problem } from '../../shared/problems.ts';
import type { Result } from '../../shared/result.ts';

export interface OfferPorts {
  readonly messages: () => Messages;
  readonly add: (file: string) => Promise<Result<unknown, Problem>>;
  readonly sentenceOf: (problem: Problem) => string;
}

export const createFileOffer = ({
  messages,
  add,
  sentenceOf,
}: OfferPorts): ((file: string) => Promise<void>) => {
  let isAsking = false;
  const offer = async (file: string): Promise<void> => {
    const { app, feeds } = messages();
    const isFile = await stat(file).then(
      (found) => found.isFile(),
      () => false,
    );
    if (!isFile) return;
    const answer = await show({
      type: 'question',
      message: feeds.offerFile(basename(file)),
      detail: feeds.offerFileHint(file),
      buttons: [feeds.add, app.cancel],
      defaultId: 1,
      cancelId: 1,
      noLink: true,
    });
    if (answer !== 0) return;
    const added = await add(file);
    if (added.ok || added.problem.kind === 'cancelled') return;
    await show({ type: 'error', message: sentenceOf(added.problem), buttons: [app.close], noLink: true });
  };
  return async (file) => {
    // One question at a time, however many files are named.
    if (isAsking) return;
    isAsking = true;
    await offer(file).finally(() => {
      isAsking = false;
    });
  };
};

const show = async (options: MessageBoxOptions): Promise<number> => {
  const [window] = BrowserWindow.getAllWindows();
  const answer = window ? await dialog.showMessageBox(window, options) : await dialog.showMessageBox(options);
  return answer.response;
};
