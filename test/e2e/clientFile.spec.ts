/** The person's own OAuth client: the pages of Google's console, and the file, pasted or wrong. */
import { opened } from '../support/browser.ts';
import { expect, test } from '../support/electronTest.ts';
import { inMain } from '../support/inMain.ts';
import { openSettingsPage } from '../support/settingsPages.ts';

const ownClient = '1234567890-fictional.apps.googleusercontent.com';
const paste = (content: object): string => JSON.stringify(content);

test('without a client, the app leads to Google’s pages, takes a pasted file, and says which one is wrong', async ({
  openWithGoogle,
}) => {
  const { app, page } = await openWithGoogle({
    args: ['--lang=en-GB'],
    env: { JARVIS_OAUTH_CLIENT_ID: '', JARVIS_OAUTH_CLIENT_SECRET: '' },
  });
  await openSettingsPage(page, 'accounts');
  await page.getByRole('button', { name: 'Connect Google', exact: true }).click();
  const pages = page.getByRole('button', { name: /^Open page: / });
  await expect(pages).toHaveCount(5);
  await pages.nth(0).click();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect
    .poll(() => opened(app.app))
    .toEqual([
      'https://console.cloud.google.com/projectcreate',
      'https://console.cloud.google.com/flows/enableapi?apiid=calendar-json.googleapis.com',
    ]);

  const field = page.getByRole('textbox', { name: 'Content of the file' });
  const pasteInto = async (text: string): Promise<void> => {
    await inMain(app.app)(({ clipboard }, copied) => clipboard.writeText(copied), text);
    await field.focus();
    await page.keyboard.press('Control+v');
  };
  await pasteInto(paste({ web: { client_id: ownClient } }));
  await expect(page.getByRole('alert')).toContainText('for a web application');
  await field.fill('');
  await pasteInto(paste({ installed: { client_id: ownClient, client_secret: 'made-up' } }));
  await page.getByRole('button', { name: 'Connect Google', exact: true }).click();
  await expect
    .poll(async () => new URL((await opened(app.app)).at(-1) ?? 'about:blank').searchParams.get('client_id'))
    .toBe(ownClient);
  await page.getByText('Google shows a warning or an error?').click();
  await expect(page.getByText(/“Access blocked”, 403: access_denied/)).toBeVisible();
  await page.getByRole('button', { name: 'Cancel' }).click();
  expect(app.pageErrors).toEqual([]);
});
