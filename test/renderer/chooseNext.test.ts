import { describe, expect, test } from 'vitest';
import { chooseNext } from '../../renderer/next/chooseNext.ts';
import { anOccurrence } from '../support/fakeJarvis.ts';

const at = (time: string): number => Date.parse(`2026-11-24T${time}Z`);
const meeting = (title: string, from: string, to: string, more = {}): ReturnType<typeof anOccurrence> =>
  anOccurrence(title, `2026-11-24T${from}Z`, `2026-11-24T${to}Z`, more);

const first = meeting('First', '09:00', '10:00');
const second = meeting('Second', '10:00', '11:00');

describe('what matters now', () => {
  test('is the next meeting', () => {
    expect(chooseNext([first, second], at('08:00'))).toMatchObject({ occurrence: first, running: false });
  });

  test('is the running one, until the next is five minutes away', () => {
    expect(chooseNext([first, second], at('09:30'))).toMatchObject({ occurrence: first, running: true });
    expect(chooseNext([first, second], at('09:54'))).toMatchObject({ occurrence: first });
    expect(chooseNext([first, second], at('09:55'))).toMatchObject({ occurrence: second, running: false });
  });

  test('names the meeting that is still running when the next is about to start', () => {
    expect(chooseNext([first, second], at('09:57'))?.stillRunning?.occurrence).toBe(first);
  });

  test('is the one that began last if several are running', () => {
    const other = meeting('Other', '09:15', '11:00');
    expect(chooseNext([first, other], at('09:30'))?.occurrence).toBe(other);
  });

  test('is over when it ends', () => {
    expect(chooseNext([first], at('10:00'))).toBeNull();
  });

  test('is never a declined or all-day event, or one that is not a meeting [S27]', () => {
    expect(
      chooseNext(
        [
          anOccurrence('Fair', '2026-11-24', '2026-11-25'),
          meeting('No', '09:00', '10:00', { selfResponse: 'declined' }),
          meeting('Focus', '09:00', '10:00', { eventType: 'focusTime' }),
          meeting('Home', '09:00', '10:00', { eventType: 'workingLocation' }),
        ],
        at('08:00'),
      ),
    ).toBeNull();
  });
});

describe('overlaps', () => {
  test('name the meeting with the longest overlap, and their number', () => {
    const little = meeting('Little', '08:30', '09:10');
    const much = meeting('Much', '09:15', '10:30');
    expect(chooseNext([little, first, much], at('08:56'))?.overlap).toMatchObject({
      count: 2,
      with: much,
      sharedMs: 45 * 60_000,
    });
  });

  test('ignore declined events, events shown as free and other people’s events', () => {
    const others = [
      meeting('No', '09:30', '10:30', { selfResponse: 'declined' }),
      meeting('Free', '09:30', '10:30', { transparency: 'transparent' }),
      meeting('A colleague’s', '09:30', '10:30', { selfResponse: null, isOthers: true }),
    ];
    expect(chooseNext([first, ...others], at('08:56'))?.overlap).toBeNull();
  });

  test('that are over are not shown', () => {
    const early = meeting('Early', '08:30', '09:10');
    expect(chooseNext([early, first], at('09:20'))?.overlap).toBeNull();
  });
});
