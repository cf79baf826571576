/** A zone by the name people give it: `Los Angeles` for `America/Los_Angeles`; as it is where it has no place. */
export const zoneName = (zone: string): string =>
  (zone.startsWith('Etc/') ? zone.slice(4) : (zone.split('/').at(-1) ?? zone)).replaceAll('_', ' ');
