import type { Messages } from '../../shared/messages/en.ts';
import type { Account } from '../../shared/model.ts';

/** Returns an account's name: its address, or the name of the sample. */
export const accountName = (account: Account, { settings }: Messages): string =>
  account.kind === 'sample' ? settings.sampleAccount : account.label;
