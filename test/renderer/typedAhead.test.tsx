/** The search's field can come later than the first letters. */
import { fireEvent, render, screen } from '@testing-library/react';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { expect, test } from 'vitest';
import { useTypedAhead } from '../../renderer/search/useTypedAhead.ts';

interface PlaceProps {
  readonly isOpen: boolean;
  readonly hasField: boolean;
}
const Place = ({ isOpen, hasField }: PlaceProps): ReactNode => {
  const take = useTypedAhead(isOpen);
  const [text, setText] = useState('');
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), [hasField]);
  return hasField ? <input ref={field} readOnly value={text} onFocus={() => setText(take())} /> : null;
};
const value = (): string => screen.getByRole<HTMLInputElement>('textbox').value;

test('what is typed until then stands in it, and is no shortcut', () => {
  const shortcuts: string[] = [];
  const listen = (event: KeyboardEvent): void => void shortcuts.push(event.key);
  window.addEventListener('keydown', listen);
  const view = render(<Place isOpen={false} hasField={false} />);
  fireEvent.keyDown(document.body, { key: 'x' });
  view.rerender(<Place isOpen hasField={false} />);
  for (const key of ['r', 'e', 'q', 'Backspace', 'v']) fireEvent.keyDown(document.body, { key });
  fireEvent.keyDown(document.body, { key: 'k', ctrlKey: true });
  fireEvent.keyDown(document.body, { key: 'Shift' });
  view.rerender(<Place isOpen hasField />);
  expect(value()).toBe('rev');
  expect(shortcuts).toEqual(['x', 'k', 'Shift']);
  // From then on the keys are the field's.
  fireEvent.keyDown(screen.getByRole('textbox'), { key: 'i' });
  expect(shortcuts).toContain('i');
  window.removeEventListener('keydown', listen);
});
