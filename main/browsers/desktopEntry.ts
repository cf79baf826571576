/**
 * Reads a desktop entry (freedesktop.org) as a browser: its name, and its command with the place of the URL. Pure. The
 * command is split into arguments here, and never given to a shell.
 */

export interface BrowserEntry {
  readonly name: string;
  readonly tryExec: string | null;
  /** The program and its arguments. */
  readonly command: readonly string[];
  /** Which of them contains `%u` or `%U`. */
  readonly urlAt: number;
}

const group = /^\[(.*)\]\s*$/;

/** Returns the keys of the group `Desktop Entry`, without translations. */
const keysOf = (text: string): ReadonlyMap<string, string> => {
  const keys = new Map<string, string>();
  let isEntry = false;
  for (const line of text.split(/\r?\n/)) {
    const name = group.exec(line)?.[1];
    if (name !== undefined) isEntry = name === 'Desktop Entry';
    const pair = isEntry ? /^([A-Za-z0-9-]+)\s*=\s*(.*)$/.exec(line) : null;
    if (pair?.[1] !== undefined && !keys.has(pair[1])) keys.set(pair[1], pair[2] ?? '');
  }
  return keys;
};

const escapes: Readonly<Record<string, string>> = { s: ' ', n: '\n', t: '\t', r: '\r', '\\': '\\' };
const unescaped = (value: string): string =>
  value.replace(/\\(.)/g, (all, char: string) => escapes[char] ?? all);

/** Splits a command by the rules for `Exec`; null if a quote is not closed. */
export const splitExec = (value: string): readonly string[] | null => {
  const text = unescaped(value);
  const parts: string[] = [];
  let part: string | null = null;
  let isQuoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at] ?? '';
    if (isQuoted && char === '\\' && /["`$\\]/.test(text[at + 1] ?? '')) {
      at += 1;
      part = (part ?? '') + (text[at] ?? '');
    } else if (char === '"') {
      isQuoted = !isQuoted;
      part ??= '';
    } else if (!isQuoted && /\s/.test(char)) {
      if (part !== null) parts.push(part);
      part = null;
    } else part = (part ?? '') + char;
  }
  if (isQuoted) return null;
  return part === null ? parts : [...parts, part];
};

const opensUrls = /%[uU]/;
/** Within anything else, such as a shell's line, the link could become more than a link. */
const onlyUrl = /^(?:--?[\w-]+=)?%[uU]$/;

/** Removes the field codes that are not about the URL. */
const withoutFields = (part: string, name: string): readonly string[] => {
  if (/^%[fFikdDnNvm]$/.test(part)) return [];
  // `%%u` is not a URL's place but the text `%u`; no browser has it.
  return [part.replace(/%([fFikdDnNvm])/g, '').replace(/%c/g, name)];
};

/** Returns null if it is no browser, is hidden, or cannot be given a URL. */
export const parseBrowserEntry = (text: string): BrowserEntry | null => {
  const keys = keysOf(text);
  const isOn = (key: string): boolean => keys.get(key)?.trim() === 'true';
  if (keys.get('Type')?.trim() !== 'Application' || isOn('Hidden') || isOn('NoDisplay') || isOn('Terminal'))
    return null;
  if (!(keys.get('MimeType') ?? '').split(';').includes('x-scheme-handler/https')) return null;
  const name = unescaped(keys.get('Name') ?? '').trim();
  const command = splitExec(keys.get('Exec') ?? '')?.flatMap((part) => withoutFields(part, name)) ?? [];
  const urlAt = command.findIndex((part) => opensUrls.test(part));
  const isPlain = onlyUrl.test(command[urlAt] ?? '') && command[urlAt - 1] !== '-c';
  if (name === '' || urlAt < 1 || !isPlain) return null;
  return { name, tryExec: keys.get('TryExec')?.trim() ?? null, command, urlAt };
};

/** Returns the arguments after the program: `more` before the URL, which stays within one argument. */
export const entryArguments = (
  { command, urlAt }: BrowserEntry,
  url: string,
  more: readonly string[],
): readonly string[] => {
  // Flatpak brackets what names files: `@@u %U @@`.
  const moreAt = /^@@u?$/.test(command[urlAt - 1] ?? '') ? urlAt - 1 : urlAt;
  const filled = command.map((part, index) => {
    const given = index === urlAt ? part.replace(opensUrls, () => url) : part.replace(/%[uU]/g, '');
    return index === urlAt ? given : given.replace(/%%/g, '%');
  });
  return [...filled.slice(1, moreAt), ...more, ...filled.slice(moreAt)];
};
