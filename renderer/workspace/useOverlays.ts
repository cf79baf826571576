import { useState } from 'react';

/** Which popovers and dialogs are open. A popover is open while it has an anchor, the element that it is shown at. */
export interface OpenOverlays {
  readonly calendars: HTMLElement | null;
  readonly load: HTMLElement | null;
  readonly search: boolean;
  readonly sheet: boolean;
  readonly setCalendars: (anchor: HTMLElement | null) => void;
  readonly setLoad: (anchor: HTMLElement | null) => void;
  readonly setSearch: (isOpen: boolean) => void;
  readonly setSheet: (isOpen: boolean) => void;
}

export const useOverlays = (): OpenOverlays => {
  const [calendars, setCalendars] = useState<HTMLElement | null>(null);
  const [load, setLoad] = useState<HTMLElement | null>(null);
  const [search, setSearch] = useState(false);
  const [sheet, setSheet] = useState(false);
  return { calendars, load, search, sheet, setCalendars, setLoad, setSearch, setSheet };
};
