import { describe, expect, test } from 'vitest';
import { linkOf, openNamed } from '../../main/meetings/links.ts';
import type { AppLink } from '../../main/meetings/appLink.ts';
import type { LinkedOccurrence } from '../../main/meetings/links.ts';
import { descriptionParts } from '../../main/links/description.ts';
import { fail, ok } from '../../shared/result.ts';

const occurrence = {
  htmlLink: 'https://www.google.com/calendar/event?eid=abc',
  location: 'Main Hall',
  joinOptions: [{ kind: 'video', label: 'Meet', uri: 'https://meet.example.com/a' }],
  attachments: [{ title: 'Notes', url: 'https://docs.example.com/n' }],
  description: descriptionParts('See https://example.com/one and <a href="https://example.com/two">two</a>'),
} as unknown as LinkedOccurrence;

const recordedOpener = (appsThere = false) => {
  const opened: string[] = [];
  const inApps: string[] = [];
  const refused: string[] = [];
  return {
    opened,
    inApps,
    refused,
    openInApp: ({ url }: AppLink) => {
      if (appsThere) inApps.push(url);
      return Promise.resolve(appsThere);
    },
    open: (url: string) => {
      opened.push(url);
      return Promise.resolve(ok(null));
    },
    onRefused: () => refused.push('refused'),
  };
};

describe('property 5: a link is named, and main knows what it stands for', () => {
  test.each([
    [{ kind: 'webPage' }, 'https://www.google.com/calendar/event?eid=abc'],
    [{ kind: 'map' }, 'https://www.google.com/maps/search/?api=1&query=Main%20Hall'],
    [{ kind: 'joinOption', index: 0 }, 'https://meet.example.com/a'],
    [{ kind: 'joinOption', index: 1 }, null],
    [{ kind: 'attachment', index: 0 }, 'https://docs.example.com/n'],
    [{ kind: 'attachment', index: 9 }, null],
    [{ kind: 'description', index: 1 }, 'https://example.com/two'],
    [{ kind: 'description', index: 2 }, null],
  ] as const)('%j', (link, url) => {
    expect(linkOf(occurrence, link)).toBe(url);
  });

  test('a link of the event that must not be opened is refused and counted', async () => {
    for (const bad of [
      'javascript:alert(1)',
      'http://example.com/',
      'https://a:b@example.com/',
      'tel:+431234',
    ]) {
      const at = recordedOpener();
      expect(await openNamed(bad, at)).toEqual({ ok: false, problem: { kind: 'notFound' } });
      expect([at.opened, at.refused]).toEqual([[], ['refused']]);
    }
  });

  test('a missing link is not found, which is not a refusal', async () => {
    const at = recordedOpener();
    expect(await openNamed(null, at)).toEqual({ ok: false, problem: { kind: 'notFound' } });
    expect(at.refused).toEqual([]);
  });

  test('a browser that cannot be opened returns a value', async () => {
    const at = { ...recordedOpener(), open: () => Promise.resolve(fail('browserFailed' as const)) };
    expect(await openNamed('https://example.com/', at)).toEqual({ ok: false, problem: { kind: 'internal' } });
  });
});

describe('a way in opens in its own app', () => {
  const zoom = 'https://example.zoom.us/j/123456789?pwd=aB1';
  const inZoom = 'zoommtg://example.zoom.us/join?action=join&confno=123456789&pwd=aB1';

  test('if the person wants that and the app is installed', async () => {
    const at = recordedOpener(true);
    expect(await openNamed(zoom, at, ['zoom'])).toEqual(ok(null));
    expect([at.inApps, at.opened]).toEqual([[inZoom], []]);
  });

  test('otherwise in the browser', async () => {
    for (const [apps, there] of [
      [[], true],
      [['teams'], true],
      [['zoom'], false],
    ] as const) {
      const at = recordedOpener(there);
      expect(await openNamed(zoom, at, apps)).toEqual(ok(null));
      expect([at.inApps, at.opened]).toEqual([[], [zoom]]);
    }
  });

  test('and what must not be opened opens in no app either', async () => {
    const at = recordedOpener(true);
    for (const bad of [inZoom, 'msteams:/meet/123456789?p=a', 'https://a:b@zoom.us/j/123456789'])
      expect((await openNamed(bad, at, ['zoom', 'teams'])).ok).toBe(false);
    expect([at.inApps, at.opened, at.refused.length]).toEqual([[], [], 3]);
  });
});
