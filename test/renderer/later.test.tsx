/** Parts of the window whose code is fetched later. */
import { cleanup, render, screen } from '@testing-library/react';
import type { ReactNode } from 'react';
import { afterEach, expect, test } from 'vitest';
import { later } from '../../renderer/later.ts';

afterEach(cleanup);

const Greeting = ({ name }: { readonly name: string }): ReactNode => <p>Hello {name}</p>;

test('a part that has been fetched is rendered in the same turn', async () => {
  const Part = later(() => Promise.resolve(Greeting));
  await Part.fetch();
  render(<Part name="Ines" />);
  expect(screen.getByText('Hello Ines')).toBeTruthy();
});

test('a part that has not been fetched renders nothing, and then uses its latest props', async () => {
  const { promise, resolve } = Promise.withResolvers<typeof Greeting>();
  const Part = later(() => promise);
  const { container, rerender } = render(<Part name="Ines" />);
  expect(container.innerHTML).toBe('');
  rerender(<Part name="Otto" />);
  resolve(Greeting);
  expect(await screen.findByText('Hello Otto')).toBeTruthy();
});

test('a part is fetched once, and again only after a failure', async () => {
  let loads = 0;
  const Part = later(() => {
    loads += 1;
    return loads === 1 ? Promise.reject(new Error('gone')) : Promise.resolve(Greeting);
  });
  await expect(Part.fetch()).rejects.toThrow('gone');
  await Part.fetch();
  await Part.fetch();
  expect(loads).toBe(2);
});
