/**
 * Converts event descriptions, which Google sends as HTML or as plain text, to text with line breaks and links. Only
 * main reads them. The window gets the parts, shows them as text and refers to a link by its number, so no markup
 * from an event ever reaches the page. Google treats every description as HTML, so character references are decoded,
 * once, even if there is no tag.
 *
 * Uses a tokenizer instead of a DOM, since main has none. It is linear in the text's length and tracks no nesting, so
 * that no description can make it slow (200,000 nested tags cost the same as 200,000 flat ones).
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
  'dl',
  'dt',
  'dd',
  'address',
  'aside',
  'caption',
  'center',
  'figure',
  'figcaption',
  'form',
  'main',
  'nav',
]);
/** Tags whose content is not meant to be read. */
const hiddenTags = new Set([
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

const attributePattern = (name: string): RegExp =>
  new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s"'>]+))`, 'i');
const hrefPattern = attributePattern('href');
const altPattern = attributePattern('alt');

const attribute = (source: string, pattern: RegExp): string => {
  const match = pattern.exec(source);
  return decodeEntities(match?.[1] ?? match?.[2] ?? match?.[3] ?? '').trim();
};

/** Decoded once more, because in a link `&amp;` never means itself. */
const hrefOf = (source: string): string | null =>
  httpsUrl(decodeEntities(attribute(source, hrefPattern)))?.href ?? null;

/** Returns whether the text was written as HTML. Only then do tags have a meaning and spaces collapse. */
const looksLikeHtml = (description: string): boolean =>
  /<\/?(?:a|b|i|u|em|strong|br|p|div|span|ul|ol|li|table|h[1-6]|html|body|font|script|style|img|wbr|dl|center)\b[^<>]*>/i.test(
    description,
  );

interface Piece {
  readonly text: string;
  /** The target of an anchor around the text. */
  readonly href: string | null;
}

/** Splits HTML into pieces of text; line breaks are `\n`. */
const htmlPieces = (html: string): Piece[] => {
  const pieces: Piece[] = [];
  let href: string | null = null;
  let hasText = false;
  /** The text of an image in an anchor that has no other; empty if the image has none, null without an image. */
  let image: string | null = null;
  let hiddenTag: string | null = null;
  let lineStart = true;
  let afterSoftBreak = false;
  const add = (text: string): void => {
    if (text === '') return;
    if (text.trim() !== '') hasText = true;
    const last = pieces.at(-1);
    if (afterSoftBreak && last?.href === href) pieces[pieces.length - 1] = { text: last.text + text, href };
    else pieces.push({ text, href: text === '\n' ? null : href });
    afterSoftBreak = false;
    lineStart = text.endsWith('\n');
  };
  const endAnchor = (): void => {
    if (href !== null && !hasText && image !== null) add(image === '' ? href : image);
    href = null;
    image = null;
    hasText = false;
  };
  for (const token of tokens(html)) {
    if (token.kind === 'text') {
      // Google shows the line breaks of descriptions that mix plain text and tags, so they count too.
      if (hiddenTag === null) add(decodeEntities(token.text).replace(/[^\S\n]+/g, ' '));
      continue;
    }
    // Mail programs put one into a long address, where it may be broken.
    afterSoftBreak = token.name === 'wbr' && hiddenTag === null;
    if (hiddenTag !== null) {
      if (token.closing && token.name === hiddenTag) hiddenTag = null;
    } else if (hiddenTags.has(token.name) && !token.closing) hiddenTag = token.name;
    else if (token.name === 'br') add('\n');
    else if (token.name === 'a') {
      endAnchor();
      if (!token.closing) href = hrefOf(token.source);
    } else if (token.name === 'img') image = attribute(token.source, altPattern);
    else if (token.name === 'li') add(token.closing ? '' : lineStart ? '• ' : '\n• ');
    else if (token.name === 'td' || token.name === 'th') add(token.closing ? ' ' : '');
    else if (blockTags.has(token.name) && !lineStart) add('\n');
  }
  return pieces;
};

/** Returns the description as parts to show one after the other; line breaks in text are `\n`. */
export const descriptionParts = (description: string | null): readonly DescriptionPart[] => {
  if (description === null) return [];
  const source = description.slice(0, maxLength).replace(/\r\n?/g, '\n');
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
      const url = httpsUrl(decodeEntities(shown));
      if (url === null) continue;
      addText(text.slice(from, link.from));
      addLink(shown, url.href);
      from = link.end;
    }
    addText(text.slice(from));
  }
  return withoutExtraLines(parts);
};

/** Removes the spaces at the ends of lines. A pattern would try again at each space of a long run. */
const withoutTrailingBlanks = (text: string): string => {
  const lines = text.split('\n');
  return lines.map((line, index) => (index === lines.length - 1 ? line : line.trimEnd())).join('\n');
};

/** Leaves at most one empty line in a row, and none at the ends. */
const withoutExtraLines = (parts: readonly DescriptionPart[]): readonly DescriptionPart[] => {
  const tidied = parts.map((part, index) => {
    if (part.kind === 'link') return part;
    let text = withoutTrailingBlanks(part.text).replace(/\n{3,}/g, '\n\n');
    if (index === 0) text = text.trimStart();
    if (index === parts.length - 1) text = text.trimEnd();
    return { ...part, text };
  });
  return tidied.filter((part) => part.kind === 'link' || part.text !== '');
};
