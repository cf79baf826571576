/** What commands need besides the calendars: the moment, and the person's language, clock and time zone. */
import { join } from 'node:path';
import { isatty } from 'node:tty';
import { messagesFor } from '../../shared/messages/messagesFor.ts';
import type { Calendar } from '../../shared/model.ts';
import { createFormat } from '../../shared/text/createFormat.ts';
import { dateOf } from '../../shared/text/days.ts';
import type { Words } from '../../shared/text/words.ts';
import { systemTimeZone } from '../platform/timeZone.ts';
import { storedSetting } from '../settings/storedSetting.ts';
import type { Moment } from './answerTo.ts';
import type { OutputContext } from './output/answer.ts';
import { terminalLocale } from './profile.ts';

export const momentOf = (nowMs: number): Moment => {
  const timeZone = systemTimeZone();
  return { nowMs, timeZone, today: dateOf(nowMs, timeZone) };
};

export const contextOf = (
  env: NodeJS.ProcessEnv,
  profile: string,
  nowMs: number,
  calendars: readonly Calendar[],
): OutputContext => {
  const names = new Map(calendars.map(({ accountId, id, name }) => [`${accountId} ${id}`, name]));
  return {
    nowMs,
    words: wordsOf(profile, env),
    calendarOf: ({ accountId, calendarId }) => names.get(`${accountId} ${calendarId}`) ?? calendarId,
    isColored: isatty(1) && (env['NO_COLOR'] ?? '') === '' && env['TERM'] !== 'dumb',
  };
};

/** The person's language and clock, from the app's settings and the terminal's locale. */
const wordsOf = (profile: string, env: NodeJS.ProcessEnv): Words => {
  const settings = join(profile, 'settings.json');
  const language = storedSetting(settings, 'language');
  const timeFormat = storedSetting(settings, 'timeFormat');
  const locale = terminalLocale(
    { platform: process.platform, env },
    Intl.DateTimeFormat().resolvedOptions().locale,
  );
  return {
    messages: messagesFor(locale, language),
    format: createFormat({ locale, language, timeFormat, timeZone: systemTimeZone() }),
  };
};
