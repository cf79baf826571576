import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { createAttention, type AttentionView } from '../../main/attention/attention.ts';
import { openAttentionFile } from '../../main/attention/stateFile.ts';
import type { AttentionChoice, AttentionRule } from '../../shared/attention.ts';
import type { CalendarId, EventId, Occurrence } from '../../shared/model.ts';
import { anOccurrence, googleAccount } from '../support/fakeJarvis.ts';

const nowMs = Date.parse('2026-12-01T08:00:00Z');
const noFacts = () => null;

const scratch = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'jarvis-attention-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return join(folder, 'attention.json');
};
const open = (path: string, rules: readonly AttentionRule[] = [], onChanged = () => {}): AttentionView =>
  createAttention({ file: openAttentionFile(path), rules: () => rules, now: () => nowMs, onChanged });

const meeting = anOccurrence('Planning', '2026-12-01T09:00Z', '2026-12-01T10:00Z');
const weekly: Occurrence = {
  ...anOccurrence('Weekly', '2026-12-02T09:00Z', '2026-12-02T10:00Z'),
  eventId: 'weekly_20261202T090000Z' as EventId,
  masterId: 'weekly' as EventId,
};
const levelOf = (attention: AttentionView, occurrence: Occurrence) =>
  attention.over([occurrence], noFacts)[0]?.attention?.level;

describe('a choice', () => {
  test.each<[string, AttentionChoice, Occurrence, string | undefined]>([
    ['dismisses a meeting', { scope: 'occurrence', level: 'done' }, meeting, 'done'],
    ['mutes a meeting', { scope: 'occurrence', level: 'muted' }, meeting, 'muted'],
    ['mutes a series', { scope: 'series', level: 'muted' }, weekly, 'muted'],
    ['mutes a calendar', { scope: 'calendar', level: 'muted' }, meeting, 'muted'],
  ])('%s, survives a restart, and can be taken back', (_what, choice, occurrence, expected) => {
    const path = scratch();
    expect(open(path).choose(occurrence, choice)).toBe(true);
    const again = open(path);
    expect(levelOf(again, occurrence)).toBe(expected);
    expect(again.choose(occurrence, { ...choice, level: null })).toBe(true);
    expect(levelOf(open(path), occurrence)).toBeUndefined();
  });

  test('replaces an earlier one about the same meeting', () => {
    const path = scratch();
    const attention = open(path);
    attention.choose(meeting, { scope: 'occurrence', level: 'muted' });
    attention.choose(meeting, { scope: 'occurrence', level: 'done' });
    expect(levelOf(attention, meeting)).toBe('done');
    expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({ marks: [{ level: 'done' }] });
  });

  test('holds for the copy in another calendar after a restart, and is taken back from there [S23]', () => {
    const path = scratch();
    const uid = 'planning@example.com';
    const own = { ...meeting, iCalUid: uid };
    const other = { ...own, calendarId: 'team' as CalendarId, eventId: 'copy' as EventId };
    open(path).choose(own, { scope: 'occurrence', level: 'done' });
    const again = open(path);
    expect(levelOf(again, other)).toBe('done');
    expect(again.choose(other, { scope: 'occurrence', level: 'muted' })).toBe(true);
    expect([levelOf(again, own), levelOf(again, other)]).toEqual(['muted', 'muted']);
    again.choose(other, { scope: 'occurrence', level: null });
    expect([levelOf(again, own), levelOf(again, other)]).toEqual([undefined, undefined]);
  });

  test('about a series holds for its copy, and is listed once', () => {
    const attention = open(scratch());
    const own = { ...weekly, iCalUid: 'weekly@example.com' };
    const other = { ...own, calendarId: 'team' as CalendarId, masterId: 'copy' as EventId };
    attention.choose(own, { scope: 'series', level: 'muted' });
    expect(levelOf(attention, other)).toBe('muted');
    attention.choose(other, { scope: 'series', level: 'muted' });
    expect(attention.muted()).toHaveLength(1);
    attention.unmute(attention.muted()[0]!);
    expect(levelOf(attention, own)).toBeUndefined();
  });

  test('exempts one meeting of a muted series', () => {
    const attention = open(scratch());
    attention.choose(weekly, { scope: 'series', level: 'muted' });
    attention.choose(weekly, { scope: 'occurrence', level: 'normal' });
    expect(levelOf(attention, weekly)).toBeUndefined();
    expect(attention.muted()).toMatchObject([{ scope: 'series', seriesId: 'weekly', title: 'Weekly' }]);
    attention.unmute(attention.muted()[0]!);
    expect(attention.muted()).toEqual([]);
  });

  test('about a series is refused for a single event', () => {
    const attention = open(scratch());
    expect(attention.choose(meeting, { scope: 'series', level: 'muted' })).toBe(false);
    expect(attention.muted()).toEqual([]);
  });

  test('is told once it is saved, and not if it could not be', () => {
    const path = scratch();
    const told = vi.fn<() => void>();
    const attention = open(path, [], told);
    attention.choose(meeting, { scope: 'occurrence', level: 'done' });
    expect(told).toHaveBeenCalledTimes(1);
    // The folder of this file is a file, so not even root can write it.
    const other = open(join(path, 'attention.json'), [], told);
    expect(other.choose(meeting, { scope: 'occurrence', level: 'done' })).toBe(false);
    expect(told).toHaveBeenCalledTimes(1);
    expect(levelOf(other, meeting)).toBeUndefined();
  });

  test('is kept in a file that only its owner can read', () => {
    const path = scratch();
    open(path).choose(meeting, { scope: 'occurrence', level: 'done' });
    if (process.platform !== 'win32') expect(statSync(path).mode & 0o777).toBe(0o600);
  });
});

test('choices about long past meetings are dropped, those about series stay', () => {
  const path = scratch();
  const attention = open(path);
  const past = anOccurrence('Past', '2025-01-01T09:00Z', '2025-01-01T10:00Z');
  attention.choose(past, { scope: 'occurrence', level: 'done' });
  attention.choose(weekly, { scope: 'series', level: 'muted' });
  const { marks } = JSON.parse(readFileSync(path, 'utf8')) as { readonly marks: readonly object[] };
  expect(marks).toMatchObject([{ scope: 'series' }]);
});

test('a damaged file is set aside and leaves every meeting its attention', () => {
  const path = scratch();
  writeFileSync(path, '{"marks":[{"scope":"planet"}]}');
  expect(levelOf(open(path), meeting)).toBeUndefined();
  expect(readFileSync(`${path}.bad`, 'utf8')).toContain('planet');
});

test('without choices and rules the same list is returned', () => {
  const list = [meeting];
  expect(open(scratch()).over(list, noFacts)).toBe(list);
});

test('nothing about an account is kept once it is disconnected', () => {
  const path = scratch();
  const attention = open(path);
  const other = { ...weekly, accountId: googleAccount.id };
  attention.choose(meeting, { scope: 'occurrence', level: 'done' });
  attention.choose(other, { scope: 'series', level: 'muted' });
  attention.forget(googleAccount.id);
  expect(attention.muted()).toEqual([]);
  expect(readFileSync(path, 'utf8')).not.toContain('Weekly');
  expect(levelOf(open(path), meeting)).toBe('done');
});

test('a file of an earlier version, without UIDs and the sample’s choices, is read', () => {
  const path = scratch();
  const { accountId, calendarId, eventId } = meeting;
  const start = '2026-12-01T09:00:00.000Z';
  const mark = { scope: 'occurrence', accountId, calendarId, eventId, start, level: 'done' };
  writeFileSync(path, JSON.stringify({ marks: [mark] }));
  expect(openAttentionFile(path).hasSample()).toBe(false);
  expect(levelOf(open(path), meeting)).toBe('done');
  expect(open(path).choose(meeting, { scope: 'occurrence', level: 'done' })).toBe(true);
});
