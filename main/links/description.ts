/**
 * Event descriptions, which Google sends as HTML or as plain text, read as text with line breaks and
 * links. Read by main alone; the window is given the parts, draws them as text and names a link by its number,
 * so no markup from an event ever reaches the page. Google draws every description as HTML: character
 * references are decoded, once, also where there is no tag.
 *
 * A tokenizer instead of a DOM, since main has none. It is linear in the text's length and keeps no nesting, so
 * that no description can make it slow (200,000 nested tags cost what 200,000 flat ones do).
 */
import type { DescriptionPart } from '../../shared/model.ts';
import { withoutDeception } from '../../shared/text/deceptive.ts';
import { decodeEntities } from './entities.ts';
import { hiddenHost } from './hiddenHost.ts';
import { linksIn } from './linkEnd.ts';
import { httpsUrl } from './safeLinks.ts';

const maxLength = 65_536;
const maxLinks = 200;

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
  return raw === undefined ? null : (httpsUrl(decodeEntities(raw).trim())?.href ?? null);
};

/** Whether the text was written as HTML: only then do tags and collapsing spaces mean something. */
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

/** The description as parts to draw, one after the other; text holds line breaks as `\n`. */
export const descriptionParts = (description: string | null): readonly DescriptionPart[] => {
  if (description === null) return [];
  const source = description.slice(0, maxLength).replace(/\r\n?/g, '\n').replaceAll('\0', '');
  const pieces = looksLikeHtml(source) ? htmlPieces(source) : [{ text: decodeEntities(source), href: null }];
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
    else parts.push({ kind: 'link', text, url, index: links++, leadsTo: hiddenHost(text, url) });
  };
  for (const { text, href } of pieces) {
    if (href !== null) {
      if (text.trim() === '') addText(text);
      else addLink(text, href);
      continue;
    }
    let from = 0;
    for (const link of linksIn(text)) {
      const shown = text.slice(link.from, link.end);
      const url = httpsUrl(shown);
      if (url === null) continue;
      addText(text.slice(from, link.from));
      addLink(shown, url.href);
      from = link.end;
    }
    addText(text.slice(from));
  }
  return tidy(parts);
};

/** Without the blanks at the ends of lines; a pattern for them would try again at each blank of a long run. */
const withoutTrailingBlanks = (text: string): string => {
  const lines = text.split('\n');
  return lines.map((line, index) => (index === lines.length - 1 ? line : line.trimEnd())).join('\n');
};

/** No more than one empty line at a time, none at the ends. */
const tidy = (parts: readonly DescriptionPart[]): readonly DescriptionPart[] => {
  const tidied = parts.map((part, index) => {
    if (part.kind === 'link') return part;
    let text = withoutTrailingBlanks(part.text).replace(/\n{3,}/g, '\n\n');
    if (index === 0) text = text.trimStart();
    if (index === parts.length - 1) text = text.trimEnd();
    return { ...part, text };
  });
  return tidied.filter((part) => part.kind === 'link' || part.text !== '');
};

/** The https links of a description in their order. */
export const descriptionLinks = (description: string | null): readonly string[] =>
  descriptionParts(description).flatMap((part) => (part.kind === 'link' ? [part.url] : []));
