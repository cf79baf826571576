import { describe, expect, test } from 'vitest';
import { descriptionParts } from '../../main/links/description.ts';

const textOf = (description: string): string =>
  descriptionParts(description)
    .map((part) => part.text)
    .join('');

const linksOf = (description: string): readonly string[] =>
  descriptionParts(description).flatMap((part) => (part.kind === 'link' ? [part.url] : []));

describe('a description', () => {
  test('in plain text keeps its line breaks and its angle brackets', () => {
    expect(textOf('Agenda\r\n1 < 2\nand more')).toBe('Agenda\n1 < 2\nand more');
  });

  test('in HTML is read as text with line breaks', () => {
    expect(
      textOf('<p>Hello&nbsp;<b>all</b></p><ul><li>One</li><li>Two &amp; three</li></ul>Bye<br>now'),
    ).toBe('Hello all\n• One\n• Two & three\nBye\nnow');
  });

  test('never shows the content of scripts and styles', () => {
    expect(textOf('<p>a</p><script>alert(1)</script><style>p{}</style><p>b</p>')).toBe('a\nb');
  });

  test('decodes an entity once: escaped markup stays text', () => {
    expect(textOf('<b>&lt;img src=x onerror=alert(1)&gt;</b>')).toBe('<img src=x onerror=alert(1)>');
    expect(textOf('<b>&amp;lt;</b>')).toBe('&lt;');
    // Even without a tag: Google treats every description as HTML.
    expect(textOf('Agenda\n&amp; more &amp;lt;')).toBe('Agenda\n& more &lt;');
    expect(textOf('&lt;b&gt;plain&lt;/b&gt;')).toBe('<b>plain</b>');
  });

  test('contains no entity that would reorder or hide what follows (security property 13)', () => {
    expect(textOf('<b>Pay&#x202e;lper&#8294;s</b> <a href="https://example.com">rep&#x2060;ly</a>')).toBe(
      'Paylpers reply',
    );
  });

  test('is cut at 64 kB before it is read (security property 12)', () => {
    expect(textOf('x'.repeat(100_000))).toHaveLength(65_536);
    expect(textOf(`<p>${'<b>'.repeat(100_000)}end`)).not.toContain('end');
  });

  test('has at most two hundred links; the others stay text', () => {
    const addresses = Array.from({ length: 300 }, (_, n) => `https://example.com/${n}`);
    const written = addresses.join('\n');
    const anchors = addresses.map((url, n) => `<a href="${url}">${n}</a>`).join('\n');
    for (const description of [written, anchors]) {
      expect(linksOf(description)).toEqual(addresses.slice(0, 200));
      expect(textOf(description)).toContain('299');
    }
  });

  test('that is missing has no parts', () => {
    expect(descriptionParts(null)).toEqual([]);
  });
});

describe('links', () => {
  test('are numbered in reading order, anchors and bare addresses alike', () => {
    const html =
      'See https://example.com/a. Then <a href="https://example.com/b?x=1&amp;y=2">notes</a> (https://example.com/c)';
    expect(linksOf(`<p>${html}</p>`)).toEqual([
      'https://example.com/a',
      'https://example.com/b?x=1&y=2',
      'https://example.com/c',
    ]);
  });

  test('are https only and without credentials (security property 5)', () => {
    const html = [
      '<a href="javascript:alert(1)">a</a>',
      '<a href="http://example.com">b</a>',
      '<a href="https://user:pw@example.com">c</a>',
      '<a href="file:///etc/passwd">d</a>',
      '<a href=" java&#115;cript:alert(1)">e</a>',
    ].join('<br>');
    expect(linksOf(html)).toEqual([]);
    expect(textOf(html)).toBe('a\nb\nc\nd\ne');
  });

  test('with only an image have its text, or else their address', () => {
    const anchor = (inner: string): string => `<p>See <a href="https://example.com/b">${inner}</a>!</p>`;
    expect(textOf(anchor('<img src="x.png" alt="Join &amp; talk">'))).toBe('See Join & talk!');
    expect(textOf(anchor('<img src="x.png">'))).toBe('See https://example.com/b!');
    for (const inner of ['<img alt="x"> Join', 'Join <img alt="x">'])
      expect(textOf(anchor(inner)).trim()).toMatch(/^See\s+Join\s*!$/);
    // What was deleted in an editor leaves an anchor without content behind.
    expect(linksOf(anchor(''))).toEqual([]);
    expect(linksOf(anchor('<img>'))).toEqual(['https://example.com/b']);
  });

  test('may have soft breaks', () => {
    expect(linksOf('https://example.com<wbr>/a?<wbr/>b=<wbr>c<br>x')).toEqual(['https://example.com/a?b=c']);
    expect(linksOf('<p><a href="https://example.com/d">https://exam<wbr>ple.com/d</a></p>')).toEqual([
      'https://example.com/d',
    ]);
  });

  test('end with the cell of a table, and with an entry of a list', () => {
    expect(textOf('<table><tr><td>https://example.com/a</td><td>1234</td></tr></table>')).toBe(
      'https://example.com/a 1234',
    );
    expect(textOf('<dl><dt>Link</dt><dd>https://example.com/a</dd><dt>Code</dt></dl>')).toBe(
      'Link\nhttps://example.com/a\nCode',
    );
  });

  test('are decoded twice if they were encoded twice', () => {
    expect(linksOf('<a href="https://example.com/?a=1&amp;amp;b=2">x</a>')).toEqual([
      'https://example.com/?a=1&b=2',
    ]);
  });

  test('do not include the sentence around them', () => {
    expect(linksOf('(https://example.com/x), https://en.example.org/a_(b)!')).toEqual([
      'https://example.com/x',
      'https://en.example.org/a_(b)',
    ]);
  });
});
