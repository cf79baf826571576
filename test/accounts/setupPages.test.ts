import { expect, test } from 'vitest';
import { setupPages } from '../../main/accounts/setupPages.ts';
import { externalUrl } from '../../main/meetings/externalLink.ts';
import { setupSteps } from '../../shared/setupSteps.ts';

test('property 5: each step of the setup has a page of Google’s console, which may be opened', () => {
  for (const step of setupSteps) {
    const url = setupPages[step];
    expect(new URL(url).hostname).toBe('console.cloud.google.com');
    expect(externalUrl(url)).toBe(url);
  }
});
