/** What `sync --format json` prints about a pass. Pure. */
import type { SyncReply } from '../syncReply.ts';
import { version } from './data.ts';

export const syncJson = ({ outcome, changes, waiting, problems }: SyncReply): string =>
  `${JSON.stringify({ version, command: 'sync', outcome, changes, waiting, problems })}\n`;
