import { describe, expect, test } from 'vitest';
import { watchZone } from '../../main/platform/timeZone.ts';

/** A system whose process keeps the zone that it read last. */
const openSystem = ({ hasMark = true } = {}) => {
  let link = 'Europe/Berlin';
  let read = link;
  let reads = 0;
  const heard: string[] = [];
  const watch = watchZone(() => heard.push(read), {
    mark: () => (hasMark ? link : null),
    readAgain: () => {
      reads += 1;
      read = link;
    },
    zone: () => read,
  });
  return { watch, heard, reads: () => reads, travel: (zone: string) => (link = zone) };
};

describe('[F16] the system’s zone', () => {
  test('is noticed at the next check, once, however often it is checked', () => {
    const { watch, heard, travel } = openSystem();
    watch.look();
    travel('Pacific/Auckland');
    watch.look();
    watch.look();
    expect(heard).toEqual(['Pacific/Auckland']);
    travel('Europe/Berlin');
    watch.look();
    expect(heard).toEqual(['Pacific/Auckland', 'Europe/Berlin']);
  });

  test('is not read again as long as nothing indicates a change', () => {
    const { watch, reads } = openSystem();
    for (let minute = 0; minute < 60; minute += 1) watch.look();
    expect(reads()).toBe(0);
  });

  test('is read at every check if nothing could indicate a change', () => {
    const { watch, heard, travel } = openSystem({ hasMark: false });
    watch.look();
    expect(heard).toEqual([]);
    travel('Asia/Kolkata');
    watch.look();
    expect(heard).toEqual(['Asia/Kolkata']);
  });
});
