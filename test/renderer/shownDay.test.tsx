/** Which day header, timeline and list show. */
import { act, renderHook } from '@testing-library/react';
import { expect, test } from 'vitest';
import { useShownDay } from '../../renderer/workspace/useShownDay.ts';
import type { IsoDate } from '../../shared/model.ts';

const today: IsoDate = '2026-11-24';
const far: IsoDate = '2027-05-03';
const near: IsoDate = '2026-11-26';

test('a day that takes long to read does not take the list away from the one chosen after it', async () => {
  const read = new Map<IsoDate, () => void>();
  const reach = (date: IsoDate): Promise<void> => new Promise((resolve) => read.set(date, resolve));
  const { result } = renderHook(() => useShownDay(today, { reach, beginWith: reach }));
  const listTurnsTo: unknown[] = [];
  const readNow = async (date: IsoDate): Promise<void> => {
    await act(async () => read.get(date)?.());
    listTurnsTo.push(result.current.wanted?.date);
  };

  act(() => result.current.show(far));
  act(() => result.current.show(near));
  await readNow(far);
  await readNow(near);
  expect(listTurnsTo).toEqual([undefined, near]);
  expect(result.current.shown.get()).toEqual({ date: near, jumped: true });
});

test('while a day is being read, the list is not kept at the one before, and cannot change what is shown', async () => {
  const read = new Map<IsoDate, () => void>();
  const reach = (date: IsoDate): Promise<void> => new Promise((resolve) => read.set(date, resolve));
  const { result } = renderHook(() => useShownDay(today, { reach, beginWith: reach }));
  act(() => result.current.show(near));
  await act(async () => read.get(near)?.());
  expect(result.current.wanted?.date).toBe(near);

  act(() => result.current.show(far));
  expect(result.current.wanted).toBeNull();
  act(() => result.current.follow(near));
  expect(result.current.shown.get().date).toBe(far);

  await act(async () => read.get(far)?.());
  act(() => result.current.follow(today));
  expect(result.current.shown.get().date).toBe(far);
  act(() => result.current.scrolled());
  act(() => result.current.follow(near));
  expect(result.current.shown.get()).toEqual({ date: near, jumped: false });
});
