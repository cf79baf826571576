/**
 * A notification's body as each system reads it: on Linux as markup [property 13], so what looks like it is escaped.
 * Titles go where none of the services reads markup. Pure.
 */
export const notificationBody = (text: string, platform: NodeJS.Platform): string =>
  platform === 'linux' ? text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;') : text;
