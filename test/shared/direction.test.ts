import { expect, test } from 'vitest';
import { isRightToLeft } from '../../shared/text/direction.ts';

test('windows are laid out in the writing direction of the system’s language', () => {
  expect(['he', 'ar-EG', 'fa-IR', 'ur', 'uz-Arab'].map(isRightToLeft)).not.toContain(false);
  expect(['en-GB', 'de', 'uz', 'ja-JP', 'not a locale', ''].map(isRightToLeft)).not.toContain(true);
});
