/**
 * Offers to add a calendar file that was dropped on the window or opened with the app. Whoever named it, the person
 * is asked first [property 16].
 */
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Messages } from '../../shared/messages/en.ts';
import type { Problem } from '../../shared/problems.ts';
import type { Result } from '../../shared/result.ts';
import { askToConfirm, showMessageBox } from '../platform/messageBox.ts';

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
    const isWanted = await askToConfirm({
      type: 'question',
      message: feeds.offerFile(basename(file)),
      detail: feeds.offerFileHint(file),
      buttons: [feeds.add, app.cancel],
    });
    if (!isWanted) return;
    const added = await add(file);
    if (added.ok || added.problem.kind === 'cancelled') return;
    await showMessageBox({ type: 'error', message: sentenceOf(added.problem), buttons: [app.close] });
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
