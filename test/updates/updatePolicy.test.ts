import { describe, expect, test } from 'vitest';
import { isTimeToAsk, notesText, whyUnsupported } from '../../main/updates/updatePolicy.ts';

const hour = 60 * 60_000;

describe('whether the app updates itself', () => {
  test.each([
    [{ packaged: false, platform: 'darwin', appImage: undefined }, 'development'],
    [{ packaged: true, platform: 'linux', appImage: undefined }, 'packageManager'],
    [{ packaged: true, platform: 'linux', appImage: '' }, 'packageManager'],
    [{ packaged: true, platform: 'linux', appImage: '/home/ada/Jarvis.AppImage' }, null],
    [{ packaged: true, platform: 'darwin', appImage: undefined }, null],
    [{ packaged: true, platform: 'win32', appImage: undefined }, null],
  ])('%o: %s', (installation, why) => {
    expect(whyUnsupported(installation)).toBe(why);
  });
});

describe('when to check automatically', () => {
  const question = {
    nowMs: 100 * hour,
    askedAtMs: null,
    automatic: true,
    state: 'newest' as const,
    inMeeting: false,
  };
  test('once after the start, then a day later', () => {
    expect(isTimeToAsk(question)).toBe(true);
    expect(isTimeToAsk({ ...question, askedAtMs: 77 * hour })).toBe(false);
    expect(isTimeToAsk({ ...question, askedAtMs: 76 * hour })).toBe(true);
  });
  test('a clock that was set back by more than a day does not stop the checks', () => {
    expect(isTimeToAsk({ ...question, askedAtMs: 200 * hour })).toBe(true);
  });
  test('never if the person does not want it, in a meeting, or during a check', () => {
    expect(isTimeToAsk({ ...question, automatic: false })).toBe(false);
    expect(isTimeToAsk({ ...question, inMeeting: true })).toBe(false);
    for (const state of ['unsupported', 'checking', 'fetching', 'ready'] as const)
      expect(isTimeToAsk({ ...question, state })).toBe(false);
  });
  test('again if a check has made no progress in a day', () => {
    for (const state of ['checking', 'fetching'] as const) {
      expect(isTimeToAsk({ ...question, state, askedAtMs: 77 * hour })).toBe(false);
      expect(isTimeToAsk({ ...question, state, askedAtMs: 76 * hour })).toBe(true);
    }
  });
  test('after a failure, too', () => {
    expect(isTimeToAsk({ ...question, state: 'failed', askedAtMs: 0 })).toBe(true);
  });
});

describe('release notes', () => {
  test('are plain text, without markup, scripts or bidi characters', () => {
    const html = '<h2>Faster</h2><ul><li>Starts &lt; 1 s</li><li>Fix \u202eevil</li></ul><script>x</script>';
    expect(notesText(html)).toBe('Faster\n\n• Starts < 1 s\n• Fix evil\nx');
  });
  test('of several versions are joined, and what is not text is left out', () => {
    expect(notesText([{ version: '2', note: 'Two' }, { version: '1', note: null }, { note: 'One' }])).toBe(
      'Two\n\nOne',
    );
    expect(notesText(null)).toBe('');
  });
  test('are cut', () => {
    expect(notesText('line\n'.repeat(10_000)).length).toBeLessThanOrEqual(4000);
    // Before they are read: reading markup that never closes takes time that grows faster than its length.
    expect(notesText(`${'<b></b >'.repeat(4000)}end`)).toBe('');
  });
});
