/** What the person lets AI assistants read. Read from the settings again for each call, so that a change applies at once. */
import { join } from 'node:path';
import type { SharedCalendar } from '../../../shared/assistants.ts';
import type { Visibility } from '../../../shared/model.ts';
import { storedSetting } from '../../settings/storedSetting.ts';

export interface Consent {
  /** Whether an event may be read. Of private ones, the times at which the person is busy may be known anyway. */
  readonly includes: (event: SharedCalendar & { readonly visibility: Visibility }) => boolean;
  readonly includesCalendar: (calendar: SharedCalendar) => boolean;
  /** Descriptions, guests and meeting links may be read. */
  readonly details: boolean;
  readonly privateEvents: boolean;
}

export const consentIn = (profile: string): Consent => {
  const settings = join(profile, 'settings.json');
  const calendars = storedSetting(settings, 'assistantCalendars');
  const privateEvents = storedSetting(settings, 'assistantPrivateEvents');
  const includesCalendar: Consent['includesCalendar'] = ({ accountId, calendarId }) =>
    calendars.some((shared) => shared.accountId === accountId && shared.calendarId === calendarId);
  return {
    includesCalendar,
    includes: (event) => includesCalendar(event) && (privateEvents || !isPrivate(event.visibility)),
    details: storedSetting(settings, 'assistantDetails'),
    privateEvents,
  };
};

const isPrivate = (visibility: Visibility): boolean =>
  visibility === 'private' || visibility === 'confidential';
