/** Returns a zone's name for people: `Los Angeles` for `America/Los_Angeles`; unchanged if it contains no place. */
export const zoneName = (zone: string): string =>
  (zone.startsWith('Etc/') ? zone.slice(4) : (zone.split('/').at(-1) ?? zone)).replaceAll('_', ' ');
