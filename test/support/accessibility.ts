import type { Page } from '@playwright/test';
import axe from 'axe-core';

/** The rules of axe that depend on colours; all others find the same in every look. */
export const colourRules: readonly string[] = ['color-contrast', 'link-in-text-block'];

/**
 * Returns what axe finds on the page: rule, element and reason, one text each. Without `only`, every rule is tried.
 * axe is given to a page once: to parse it takes several times longer than to run it.
 */
export const violations = async (page: Page, only: readonly string[] = []): Promise<readonly string[]> => {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  return page.evaluate(async (rules) => {
    const { run } = (window as unknown as { readonly axe: typeof axe }).axe;
    const found = await run(document, {
      resultTypes: ['violations'],
      ...(rules.length > 0 && { runOnly: { type: 'rule', values: [...rules] } }),
    });
    return found.violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id} ${target.join(' ')} ${failureSummary ?? ''}`),
    );
  }, only);
};
