/**
 * Event descriptions, which Google sends as HTML or as plain text, read as text with line breaks and
 * links. The window draws the parts as text and never puts markup from an event into the page; main
 * looks a link up by its number in the same reading, so both always mean the same one.
 *
 * A tokenizer instead of a DOM: main has none, and in the window parsing HTML would need a Trusted Types
 * policy. It is linear in the text's length and keeps no nesting, so that no description can make it
 * slow (200,000 nested tags cost what 200,000 flat ones do).
 */
import { withoutDeception } from './deceptive.ts';
import { unwrapLink } from './safeLinks.ts';

const maxLength = 65_536;
const maxLinks = 200;

export type DescriptionPart =
  | { readonly kind: 'text'; readonly text: string }
  /** `index` is the link's number for `meeting.openLink`. */
  | { readonly kind: 'link'; readonly text: string; readonly url: string; readonly index: number };

const named: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  ndash: '–',
  mdash: '—',
  hellip: '…',
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
  bull: '•',
  middot: '·',
  euro: '€',
  copy: '©',
  auml: 'ä',
  ouml: 'ö',
  uuml: 'ü',
  Auml: 'Ä',
  Ouml: 'Ö',
  Uuml: 'Ü',
  szlig: 'ß',
  eacute: 'é',
  egrave: 'è',
};

const codePoint = (code: number, entity: string): string =>
  code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff) ? String.fromCodePoint(code) : entity;

const decodeEntities = (text: string): string =>
  text.replace(/&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([a-zA-Z]{2,8}));/g, (entity, decimal, hex, name) => {
    if (decimal !== undefined) return codePoint(Number(decimal), entity);
    if (hex !== undefined) return codePoint(Number.parseInt(hex, 16), entity);
    return named[name] ?? entity;
  });

/** https only, without a user name or password: what main would open (security property 5). */
const openable = (url: string): string | null => {
  if (url.length > 2048 || !URL.canParse(url)) return null;
  const parsed = new URL(url);
  return parsed.protocol === 'https:' && parsed.username === '' && parsed.password === ''
    ? parsed.href
    : null;
};

const blockTags = new Set([
  'p',
  'div',
  'ul',
  'ol',
  'table',
  'tr',
  'blockquote',
  'pre',
  'section',
  'article',
  'header',
  'footer',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'hr',
]);
/** Tags whose content is not meant to be read. */
const silentTags = new Set([
  'script',
  'style',
  'head',
  'title',
  'template',
  'noscript',
  'iframe',
  'svg',
  'object',
]);

type Token =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'tag'; readonly name: string; readonly closing: boolean; readonly source: string };

const tagPattern = /<(\/?)([a-zA-Z][a-zA-Z0-9]*)((?:\s[^<>]*)?)\/?>|<!--[^<>]*-->|<![a-zA-Z][^<>]*>/g;

function* tokens(html: string): Generator<Token> {
  let from = 0;
  for (const match of html.matchAll(tagPattern)) {
    if (match.index > from) yield { kind: 'text', text: html.slice(from, match.index) };
    from = match.index + match[0].length;
    const name = match[2];
    if (name !== undefined)
      yield { kind: 'tag', name: name.toLowerCase(), closing: match[1] === '/', source: match[3] ?? '' };
  }
  if (from < html.length) yield { kind: 'text', text: html.slice(from) };
}

const hrefPattern = /\shref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/i;
const hrefOf = (source: string): string | null => {
  const match = hrefPattern.exec(source);
  const raw = match?.[1] ?? match?.[2] ?? match?.[3];
  return raw === undefined ? null : openable(decodeEntities(raw).trim());
};

/** Whether the text was written as HTML: only then do tags, entities and collapsing spaces mean something. */
const looksLikeHtml = (description: string): boolean =>
  /<\/?(?:a|b|i|u|em|strong|br|p|div|span|ul|ol|li|table|h[1-6]|html|body|font|script|style)\b[^<>]*>/i.test(
    description,
  );

interface Piece {
  readonly text: string;
  /** Where an anchor around the text leads. */
  readonly href: string | null;
}

/** HTML as pieces of text, line breaks being `\n`. */
const htmlPieces = (html: string): Piece[] => {
  const pieces: Piece[] = [];
  let href: string | null = null;
  let silent: string | null = null;
  let lineStart = true;
  const add = (text: string): void => {
    if (text === '') return;
    pieces.push({ text, href: text === '\n' ? null : href });
    lineStart = text.endsWith('\n');
  };
  for (const token of tokens(html)) {
    if (token.kind === 'text') {
      // Google keeps the line breaks of descriptions that mix plain text and tags, so they count too.
      if (silent === null) add(decodeEntities(token.text).replace(/[^\S\n]+/g, ' '));
    } else if (silent !== null) {
      if (token.closing && token.name === silent) silent = null;
    } else if (silentTags.has(token.name) && !token.closing) silent = token.name;
    else if (token.name === 'br') add('\n');
    else if (token.name === 'a') href = token.closing ? null : hrefOf(token.source);
    else if (token.name === 'li') add(token.closing ? '' : lineStart ? '• ' : '\n• ');
    else if (blockTags.has(token.name) && !lineStart) add('\n');
  }
  return pieces;
};

// Bounded, as everything here, so that a hostile text costs no more than its length.
const urlPattern = /https:\/\/[^\s<>"'“”„|\\^`{}]{1,2048}/gi;

/** A URL at the end of a sentence does not own the full stop, nor the bracket around it. */
const trimUrl = (url: string): string => {
  let trimmed = url.replace(/[.,;:!?…*_]+$/, '');
  while (trimmed.endsWith(')') && !trimmed.includes('(')) trimmed = trimmed.slice(0, -1);
  return trimmed.replace(/[.,;:!?…]+$/, '');
};

/** The description as parts to draw, one after the other; text holds line breaks as `\n`. */
export const descriptionParts = (description: string | null): readonly DescriptionPart[] => {
  if (description === null) return [];
  const source = description.slice(0, maxLength).replace(/\r\n?/g, '\n').replaceAll('\0', '');
  const pieces = looksLikeHtml(source) ? htmlPieces(source) : [{ text: source, href: null }];
  const parts: DescriptionPart[] = [];
  let links = 0;
  const addText = (raw: string): void => {
    const text = withoutDeception(raw);
    if (text === '') return;
    const last = parts.at(-1);
    if (last?.kind === 'text') parts[parts.length - 1] = { kind: 'text', text: last.text + text };
    else parts.push({ kind: 'text', text });
  };
  const addLink = (raw: string, url: string): void => {
    const text = withoutDeception(raw);
    if (links >= maxLinks) addText(text);
    else parts.push({ kind: 'link', text, url, index: links++ });
  };
  for (const { text, href } of pieces) {
    if (href !== null) {
      if (text.trim() === '') addText(text);
      else addLink(text, href);
      continue;
    }
    let from = 0;
    for (const match of text.matchAll(urlPattern)) {
      const shown = trimUrl(match[0]);
      const url = openable(shown);
      if (url === null) continue;
      addText(text.slice(from, match.index));
      addLink(shown, url);
      from = match.index + shown.length;
    }
    addText(text.slice(from));
  }
  return tidy(parts);
};

/** No more than one empty line at a time, none at the ends. */
const tidy = (parts: readonly DescriptionPart[]): readonly DescriptionPart[] => {
  const tidied = parts.map((part, index) => {
    if (part.kind === 'link') return part;
    let text = part.text.replace(/[^\S\n]+\n/g, '\n').replace(/\n{3,}/g, '\n\n');
    if (index === 0) text = text.trimStart();
    if (index === parts.length - 1) text = text.trimEnd();
    return { ...part, text };
  });
  return tidied.filter((part) => part.kind === 'link' || part.text !== '');
};

const hostsNamed = /(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.){1,8}\p{L}{2,24}/gu;

/**
 * Where a link leads whose text names another place on the web, for the window to say beside it; null where
 * the text says so itself or promises nothing. Mail filters' wrappers lead where their target does.
 */
export const hiddenHost = ({ text, url }: Extract<DescriptionPart, { kind: 'link' }>): string | null => {
  const [named] = text.slice(0, 2048).toLowerCase().match(hostsNamed) ?? [];
  if (named === undefined) return null;
  const host = (unwrapLink(url) ?? new URL(url)).hostname;
  return named.replace(/^www\./, '') === host.replace(/^www\./, '') ? null : host;
};

/** As much of a description as a first look needs, ending between words; null when that is all of it. */
export const foldedParts = (
  parts: readonly DescriptionPart[],
  mostCharacters: number,
  mostLines: number,
): readonly DescriptionPart[] | null => {
  const folded: DescriptionPart[] = [];
  let characters = 0;
  let lines = 0;
  for (const part of parts) {
    let kept = '';
    for (const word of part.text.split(/(?<=\s)/)) {
      const breaks = word.split('\n').length - 1;
      if (characters + word.length > mostCharacters || lines + breaks > mostLines) {
        const end = part.kind === 'text' && characters === 0 ? word.slice(0, mostCharacters) : kept.trimEnd();
        return [...folded, { kind: 'text', text: `${end}…` }];
      }
      kept += word;
      characters += word.length;
      lines += breaks;
    }
    folded.push(part);
  }
  return null;
};

/** The https links of a description in the order in which `meeting.openLink` numbers them. */
export const descriptionLinks = (description: string | null): readonly string[] =>
  descriptionParts(description).flatMap((part) => (part.kind === 'link' ? [part.url] : []));
