/** Saying that the person will be late. */
export const late = {
  button: 'Running late',
  hint: 'Prepares a mail to the guests in your mail program. Nothing is sent until you send it.',
  nobody: 'There’s nobody to write to. You can copy the text.',
  mail: 'Write mail',
  copy: 'Copy text',
  copied: 'Text copied',
  subject: (title: string): string => `Running late: ${title}`,
  line: (title: string, duration: string, time: string | null): string =>
    `I’ll be about ${duration} late for “${title}”${time === null ? '' : ` (${time})`}.`,
};
