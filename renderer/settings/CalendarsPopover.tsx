import type { ReactNode } from 'react';
import type { Accounts } from '../data/useAccounts.ts';
import { Popover } from '../ui/Popover.tsx';
import { useWords } from '../ui/words.ts';
import { CalendarList } from './CalendarList.tsx';

interface CalendarsPopoverProps {
  readonly accounts: Accounts;
  readonly anchor: HTMLElement;
  readonly onClose: () => void;
}

/** Shows and hides calendars from the main view, as in the settings. */
export const CalendarsPopover = ({ accounts, anchor, onClose }: CalendarsPopoverProps): ReactNode => {
  const { messages } = useWords();
  return (
    <Popover label={messages.settings.calendars} anchor={anchor} onClose={onClose}>
      <CalendarList accounts={accounts} />
    </Popover>
  );
};
