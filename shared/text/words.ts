import type { Messages } from '../messages/en.ts';
import type { Format } from './createFormat.ts';

/** The person's language, and how dates and times are written in it and in their time zone. */
export interface Words {
  readonly messages: Messages;
  readonly format: Format;
}
