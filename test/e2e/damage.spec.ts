/** The database is damaged on disk while the app runs [F3]. */
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { connectGoogle } from '../support/connectGoogle.ts';
import { expect, test } from '../support/electronTest.ts';
import { overwrite, pagesOf } from '../support/overwrite.ts';
import { en } from '../../shared/messages/en.ts';

const HOUR_MS = 3_600_000;

test('[F3] a database damaged in use is rebuilt without a restart, and the window says so meanwhile', async ({
  openWithGoogle,
  google,
}) => {
  google.model.addCalendar({ id: 'ada@example.com', summary: 'Ada', primary: true });
  for (let n = 1; n <= 40; n += 1) {
    const start = Date.now() + n * HOUR_MS;
    google.model.insert('ada@example.com', {
      summary: `Review ${n}`,
      start: { dateTime: new Date(start).toISOString() },
      end: { dateTime: new Date(start + HOUR_MS / 2).toISOString() },
    });
  }
  const { app, page } = await openWithGoogle();
  await connectGoogle(app, page);
  const row = page.getByRole('button', { name: /Review 3\b/ }).first();
  await expect(row).toBeVisible();
  const footer = page.getByRole('contentinfo', { name: en.sync.label });

  overwrite(path.join(app.userDataDir, 'calendar.db'), pagesOf("name = 'events'"));
  // The reply to the new database's first request is held back, so that the message can be read meanwhile.
  const reply = Promise.withResolvers<void>();
  google.faults.add(
    { kind: 'held', until: reply.promise },
    { on: 'calendarList', when: ({ query }) => query['syncToken'] === undefined },
  );
  await page.getByRole('button', { name: en.sync.syncNow }).click();
  await expect(page.getByText(en.problems.storageFailed.corrupt)).toBeVisible();
  await expect(page.getByRole('heading', { name: en.agenda.loading })).toBeVisible();
  await expect(footer).not.toContainText(/Synced|Up to date/);
  await expect(page.getByText(en.agenda.nothingToday)).toHaveCount(0);
  reply.resolve();
  await expect(row).toBeVisible();
  await expect(page.getByText(en.problems.storageFailed.corrupt)).toHaveCount(0);
  const kept = readdirSync(app.userDataDir).filter((name) => /\.aside-.*-corrupt$/.test(name));
  expect(kept).toHaveLength(1);
  expect(google.requests.filter(({ endpoint }) => endpoint === 'auth')).toHaveLength(1);
});
