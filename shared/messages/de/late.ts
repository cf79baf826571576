/** Mitteilen, dass es später wird. */
import type { Messages } from '../en.ts';

export const late: Messages['late'] = {
  button: 'Komme später',
  hint: 'Bereitet in Ihrem E-Mail-Programm eine E-Mail an die Gäste vor. Gesendet wird erst, wenn Sie sie absenden.',
  nobody: 'Es gibt niemanden, dem Sie schreiben könnten. Sie können den Text kopieren.',
  mail: 'E-Mail schreiben',
  copy: 'Text kopieren',
  copied: 'Text kopiert',
  subject: (title) => `Komme später: ${title}`,
  line: (title, duration, time) =>
    `Ich komme etwa ${duration} später zu „${title}“${time === null ? '' : ` (${time})`}.`,
};
