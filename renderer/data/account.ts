import type { Messages } from '../../shared/messages/en.ts';
import type { Account } from '../../shared/model.ts';

/** What an account is called: its address, or what the sample is. */
export const accountName = (account: Account, { settings }: Messages): string =>
  account.kind === 'sample' ? settings.sampleAccount : account.label;
