/** English: the settings about joining. A part of `en`. */
export const joining = {
  title: 'Joining',
  inApp: {
    zoom: 'Open Zoom meetings in the Zoom app',
    teams: 'Open Teams meetings in the Teams app',
  },
  inAppHint: 'Where the app is not installed, the browser opens.',
};
