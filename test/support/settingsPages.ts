import type { Page } from '@playwright/test';
import type { SettingsPageName } from '../../renderer/settings/pages.ts';

/** Selects a page of the open settings, with the control that the window's width offers. */
export const turnToPage = async (page: Page, name: SettingsPageName): Promise<void> => {
  await page.locator('[data-page]').waitFor();
  const tab = page.locator(`[role="tab"][id$="-${name}"]`);
  if (await tab.isVisible()) await tab.click();
  else await page.locator(`select:has(option[value="${name}"])`).selectOption(name);
  await page.locator(`[data-page="${name}"]`).waitFor();
};

/** Opens the settings on a page. */
export const openSettingsPage = async (page: Page, name: SettingsPageName): Promise<void> => {
  await page
    .getByRole('button', { name: /^(Settings|Einstellungen)/ })
    .first()
    .click();
  await turnToPage(page, name);
};
