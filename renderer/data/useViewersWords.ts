import { useEffect, useMemo } from 'react';
import type { AppInfo } from '../../shared/contract.ts';
import type { Settings } from '../../shared/settings.ts';
import { messagesFor } from '../../shared/messages/messagesFor.ts';
import { createFormat } from '../../shared/text/createFormat.ts';
import { isRightToLeft } from '../../shared/text/direction.ts';
import type { Words } from '../../shared/text/words.ts';
import { useTimeZone } from './clock.ts';
import { useStart } from './start.ts';

/** Returns the words and formats for the person's settings, and applies their language to the page. */
export const useViewersWords = (info: AppInfo | null, settings: Settings | null): Words => {
  const timeZone = useTimeZone();
  const start = useStart();
  const locale = start?.locale ?? info?.locale ?? navigator.language;
  const language = settings?.language ?? 'system';
  const timeFormat = settings?.timeFormat ?? 'auto';
  const firstDayOfWeek = settings?.firstDayOfWeek ?? 'auto';
  const words = useMemo(
    () => ({
      messages: messagesFor(locale, language),
      format: createFormat({ locale, language, timeZone, timeFormat, firstDayOfWeek }),
    }),
    [locale, language, timeZone, timeFormat, firstDayOfWeek],
  );
  useEffect(() => {
    const root = document.documentElement;
    root.lang = words.messages.app.language;
    root.dir = isRightToLeft(locale) ? 'rtl' : 'ltr';
  }, [words, locale]);
  return words;
};
