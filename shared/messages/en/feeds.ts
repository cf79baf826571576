/** Calendars that are added by their address or from a file. */

export const feeds = {
  address: 'Paste a calendar’s secret address',
  addressHint: 'From Google, Outlook, iCloud and others. No sign-in needed, read-only.',
  add: 'Add calendar',
  adding: 'Reading the calendar…',
  where: 'Where do I find it?',
  /** One line for each, the service first. */
  places: [
    ['Google Calendar', 'Settings → the calendar’s name → Secret address in iCal format'],
    ['Outlook', 'Settings → Calendar → Shared calendars → Publish a calendar → ICS'],
    ['iCloud', 'Share button beside the calendar → Public Calendar → Copy Link'],
  ] as readonly (readonly [string, string])[],
  secretHint:
    'Anyone with this address can read the calendar. It’s stored like a password and isn’t shown again.',
  own: 'Your email addresses (optional)',
  ownHint:
    'The addresses you’re invited with, separated by commas. The app uses them to recognise your responses.',
  ownInvalid: 'Enter complete addresses, separated by commas.',
  from: (host: string, ending: string): string =>
    `From ${host}; the private part of its address ends in “${ending}”`,
  fromFile: (path: string): string => `From the file ${path}`,
  another: 'Add a calendar by address or file',
  openFile: 'Open a calendar file…',
  fileType: 'Calendar files',
  offerFile: (name: string): string => `Add the calendar “${name}”?`,
  offerFileHint: (path: string): string =>
    `The app shows the events in this file and follows its changes. The file itself isn’t changed.\n\n${path}`,
  newFile: 'Choose another file',
  newAddress: 'Enter new address',
  edit: 'Edit',
  editFeed: (name: string): string => `Edit ${name}`,
  name: 'Name',
  color: 'Colour',
  save: 'Save',
  remove: 'Remove',
  removeFeed: (name: string): string => `Remove ${name}`,
  removeQuestion: (name: string): string => `Remove ${name}?`,
  removeHint: 'Its events and address are removed from the app. The calendar itself isn’t changed.',
};
