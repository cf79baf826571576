/**
 * A notification's body in the form each system interprets: on Linux it is markup [property 13], so the text is
 * escaped. Titles are placed where none of the services interprets markup. Pure.
 */
export const notificationBody = (text: string, platform: NodeJS.Platform): string =>
  platform === 'linux' ? text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;') : text;
