/** All scenes of the window that the tests of states draw: what it shows, and how one gets there. */
import type { Page } from '@playwright/test';
import { settingsPages, type SettingsPageName } from '../../../renderer/settings/pages.ts';
import { openSettingsPage } from '../settingsPages.ts';

const connectGoogle = (page: Page): Promise<void> =>
  page.getByRole('button', { name: /^(Connect Google Calendar|Google Kalender verbinden)$/ }).click();

const openSettings =
  (name: SettingsPageName) =>
  (page: Page): Promise<void> =>
    openSettingsPage(page, name);

const openProxyLogin = async (page: Page): Promise<void> => {
  await page.locator('[data-problem="proxyFailed"] button').click();
  await page.getByRole('dialog').waitFor();
};

/** Types an address into the form that is open, and sends it. */
const sendAddress = async (page: Page): Promise<void> => {
  await page.locator('input[inputmode="url"]').fill('https://calendar.example.com/private-0a1b2c/basic.ics');
  await page.locator('input[inputmode="email"]').fill('ada@example.com');
  await page.locator('form summary').click();
  await page.locator('form button[type="submit"]').click();
};

const editFeed = async (page: Page): Promise<void> => {
  await openSettings('accounts')(page);
  await page.locator('[data-place="accounts"] button').first().click();
  await page.locator('form input[type="color"]').waitFor();
};

const openInvitations = async (page: Page): Promise<void> => {
  await page.keyboard.press('i');
  await page.getByRole('dialog').waitFor();
};

/** Opens the meeting with notes, and waits for them. */
const openNotes = async (page: Page): Promise<void> => {
  await page.locator('[data-row]').first().waitFor();
  await page
    .locator('[data-row]', { hasText: /Design review|Busy|Beschäftigt/ })
    .first()
    .click();
  await page.locator('[data-notes] textarea').first().scrollIntoViewIfNeeded();
};

/** Opens the next meeting at its brief. */
const openBrief = async (page: Page): Promise<void> => {
  await page.locator('[data-row]').first().waitFor();
  await page.keyboard.press('b');
  await page.locator('[data-brief]').waitFor();
};

const openAllNotes = async (page: Page): Promise<void> => {
  await page.keyboard.press('o');
  await page.getByRole('dialog').waitFor();
};

const openMuting = async (page: Page): Promise<void> => {
  await page.locator('[data-row]', { hasText: 'Interview' }).first().click();
  await page.locator('[role="dialog"] [aria-haspopup="dialog"]').first().click();
  await page.getByRole('dialog').nth(1).waitFor();
};

const openRunningLate = async (page: Page): Promise<void> => {
  await page.locator('[data-row]', { hasText: 'Interview' }).first().click();
  await page.locator('[role="dialog"] [aria-haspopup="dialog"]').nth(2).click();
  await page.getByRole('dialog').nth(1).waitFor();
};

const editRule = async (page: Page): Promise<void> => {
  await openSettings('attention')(page);
  await page.locator('[data-place="attention"] button').last().click();
  await page.locator('form input').first().fill('e');
  await page.locator('form [role="status"]').waitFor();
};

const typeEvent =
  (line: string) =>
  async (page: Page): Promise<void> => {
    // The window asks whether events can be created once it has painted.
    await page
      .locator('header button[aria-label="New event"], header button[aria-label="Neuer Termin"]')
      .waitFor({
        state: 'attached',
      });
    await page.keyboard.press('n');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.insertText(line);
    await page.locator('dialog mark').first().waitFor();
  };
const openWaiting = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: /^\d+ (changes not sent|Änderungen nicht gesendet)$/ }).click();
  await page.getByRole('dialog').waitFor();
};

const openLoad = async (page: Page): Promise<void> => {
  await page.keyboard.press('l');
  await page.locator('[data-load="read"]').waitFor();
};

export type Scene = readonly [name: string, state: string, open?: (page: Page) => Promise<void>];

/** What the window shows, in which state, and how it was opened. */
export const scenes: readonly Scene[] = [
  ['agenda', 'day'],
  ['crowded day', 'crowded'],
  ['compact list', 'busyCompact'],
  [
    'crowded day on the timeline',
    'crowded',
    async (page) => {
      // Next to the list if there is room, otherwise instead of it.
      const day = page.locator('header [role="radiogroup"] input').last();
      if (await day.isVisible()) await day.check();
    },
  ],
  [
    'list of meetings without a column',
    'thirty',
    async (page) => {
      const day = page.locator('header [role="radiogroup"] input').last();
      if (await day.isVisible()) await day.check();
      await page.locator('[aria-haspopup="dialog"]:not(header *)').first().click();
      await page.getByRole('dialog').waitFor();
    },
  ],
  [
    'date sheet',
    'day',
    async (page) => {
      await page.keyboard.press('g');
      await page.getByRole('grid').waitFor();
    },
  ],
  [
    'years ahead',
    'day',
    async (page) => {
      await page.keyboard.press('g');
      await page.getByRole('grid').waitFor();
      await page.keyboard.press('Shift+PageDown');
      await page.keyboard.press('Enter');
      await page.locator('[data-day^="2027"]').first().waitFor();
    },
  ],
  ['done, muted and hidden events', 'attention'],
  [
    'muted event',
    'attention',
    async (page) => {
      await page.locator('[data-row]', { hasText: 'Budget call' }).first().click();
      await page.getByRole('dialog').waitFor();
    },
  ],
  ['what to mute', 'attention', openMuting],
  ['running late', 'attention', openRunningLate],
  ['rule', 'attention', editRule],
  [
    'meeting that is about to be joined',
    'joining',
    async (page) => {
      await page.locator('[data-row]', { hasText: 'Design review' }).first().click();
      await page.getByRole('dialog').locator('input[type="checkbox"]').waitFor();
      await page.locator('[data-joining]').waitFor();
    },
  ],
  ['empty', 'empty'],
  ['nothing today', 'later'],
  ['first sync', 'firstSync'],
  ['first sync offline', 'firstSyncOffline'],
  ['all calendars hidden', 'hidden'],
  ['offline', 'offline'],
  [
    'several problems',
    'problems',
    async (page) => {
      await page.locator('footer [aria-expanded]').first().click();
    },
  ],
  ['held sweep', 'held'],
  ['disk full', 'storage'],
  ['no keyring', 'noKeyring'],
  ['proxy without a login', 'proxyLogin'],
  ['login for a proxy', 'proxyLogin', openProxyLogin],
  ['login for a proxy, not accepted', 'proxyLoginRefused', openProxyLogin],
  [
    'meeting',
    'day',
    async (page) => {
      await page.locator('[data-row]', { hasText: 'Design review' }).first().click();
      await page.getByRole('dialog').waitFor();
    },
  ],
  ['a full week', 'fullWeek', openLoad],
  ['an empty week', 'empty', openLoad],
  ['a week of thirty overlapping meetings', 'thirty', openLoad],
  [
    'meeting with little time to get there',
    'travel',
    async (page) => {
      await page.locator('[data-row]', { hasText: 'Viewing' }).first().click();
      await page.getByText(/^15\smin |^15\sMin\. /).waitFor();
    },
  ],
  ['calendars', 'problems', (page) => page.keyboard.press('c')],
  ['what changed', 'day', (page) => page.locator('footer [aria-expanded]').first().click()],
  [
    'search',
    'day',
    async (page) => {
      await page.keyboard.press('Control+k');
      await page.keyboard.type('e');
    },
  ],
  ['new event', 'creating', typeEvent('Lunch with Mia tomorrow 12:30 1h at Café Quince')],
  [
    'new event with conflicts and guests',
    'creating',
    typeEvent('Review today 10:15–11:15 weekly with leo@example.org in Raum 4, the one on the second floor'),
  ],
  [
    'all options of a new event',
    'creating',
    async (page) => {
      await typeEvent('Planung Do 14–15 Uhr wöchentlich')(page);
      await page.locator('dialog summary').click();
    },
  ],
  [
    'invitations to be sent',
    'creating',
    async (page) => {
      await typeEvent('Review tomorrow 10:00 with mia@example.com')(page);
      await page.keyboard.press('Enter');
      await page.locator('dialog ul').waitFor();
    },
  ],
  [
    'event created',
    'creating',
    async (page) => {
      await typeEvent('Review tomorrow 10:00')(page);
      await page.keyboard.press('Enter');
      await page.locator('[data-toast]').waitFor();
    },
  ],
  [
    'more actions for a meeting',
    'day',
    async (page) => {
      await page.locator('[data-row]', { hasText: 'Design review' }).first().click();
      await page.locator('[role="dialog"] footer [aria-haspopup="dialog"]').nth(1).click();
      await page.getByRole('dialog').nth(1).waitFor();
    },
  ],
  [
    'meeting that begins now',
    'creating',
    async (page) => {
      await page.locator('header [aria-keyshortcuts="Control+J"]').waitFor({ state: 'attached' });
      await page.keyboard.press('Control+j');
      await page.locator('[data-notice="meetNow"]').waitFor();
    },
  ],
  ['notes beside a meeting', 'noted', openNotes],
  ['no note beside a meeting', 'day', openNotes],
  ['note on a private meeting', 'privateNoted', openNotes],
  ['notes that cannot be changed', 'noteNotSaved', openNotes],
  [
    'note that is not saved',
    'noteNotSavedFull',
    async (page) => {
      await openNotes(page);
      await page.locator('[data-notes] textarea').first().fill('Typed while the disk is full');
      await page.locator('[data-notes] [role="alert"]').waitFor();
    },
  ],
  [
    'note of last time',
    'noted',
    async (page) => {
      await openNotes(page);
      await page.locator('[data-notes] button[aria-expanded]').click();
    },
  ],
  ['all notes', 'noted', openAllNotes],
  ['many notes', 'manyNotes', openAllNotes],
  ['no notes', 'day', openAllNotes],
  [
    'note without its meeting',
    'noted',
    async (page) => {
      await openAllNotes(page);
      await page
        .getByRole('dialog')
        .getByRole('button', { name: /cancelled/ })
        .click();
      await page.getByRole('dialog').locator('textarea').waitFor();
    },
  ],
  [
    'notes in the search',
    'noted',
    async (page) => {
      await page.keyboard.press('Control+k');
      await page.keyboard.type('draft');
      await page.locator('[role="option"] mark').first().waitFor();
    },
  ],
  [
    'backups of notes',
    'noted',
    async (page) => {
      await openSettings('notes')(page);
      await page.locator('[data-place="noteBackups"] button').first().click();
      await page.getByRole('alertdialog').waitFor();
    },
  ],
  [
    'question about the notes before disconnecting',
    'noted',
    async (page) => {
      await openSettings('accounts')(page);
      await page.locator('[data-place="accounts"] button').first().click();
      await page.getByRole('alertdialog').locator('select').waitFor();
    },
  ],
  ['jump to a date', 'day', (page) => page.keyboard.press('g')],
  ['shortcut sheet', 'day', (page) => page.keyboard.press('?')],
  ...settingsPages.map((name) => [`settings: ${name}`, 'settings', openSettings(name)] as const),
  [
    'a program to run, edited',
    'settings',
    async (page) => {
      await openSettings('hooks')(page);
      // The one that runs minutes before.
      await page.locator('[data-place="hooks"] button[aria-label]').nth(4).click();
      await page.locator('[data-place="hooks"] textarea').waitFor();
    },
  ],
  [
    'details of the sync',
    'settings',
    async (page) => {
      await openSettings('sync')(page);
      await page.locator('[data-place="syncDetails"] button').click();
      await page.locator('[data-place="passes"]').waitFor();
    },
  ],
  [
    'settings that cannot be saved',
    'settings',
    async (page) => {
      await openSettings('appearance')(page);
      await page.locator('[data-place="appearance"] input[type="radio"]').last().click();
      await page.getByRole('alert').waitFor();
    },
  ],
  [
    'question before disconnecting',
    'settings',
    async (page) => {
      await openSettings('accounts')(page);
      await page.locator('[data-place="accounts"] button').first().click();
      await page.getByRole('alertdialog').waitFor();
    },
  ],
  [
    'keys being recorded',
    'settings',
    async (page) => {
      await openSettings('shortcuts')(page);
      await page.locator('[data-place="shortcuts"] button[aria-pressed]').last().click();
      await page.keyboard.press('j');
    },
  ],
  [
    'licences',
    'settings',
    async (page) => {
      await openSettings('about')(page);
      await page.locator('[data-place="about"] button').last().click();
      await page.getByRole('dialog').waitFor();
    },
  ],
  ['invitations', 'invitation'],
  ['invitations to answer', 'invitation', (page) => openInvitations(page)],
  ['many invitations to answer', 'manyInvitations', (page) => openInvitations(page)],
  ['no invitations to answer', 'empty', (page) => openInvitations(page)],
  [
    'an unanswered invitation',
    'invitation',
    async (page) => {
      await page.locator('[data-row]', { hasText: 'Budget call' }).first().click();
      await page
        .getByRole('dialog')
        .getByRole('button', { name: /Google/ })
        .first()
        .waitFor();
    },
  ],
  [
    'answers in the list',
    'answering',
    async (page) => {
      await page.locator('[data-row]', { hasText: 'Budget call' }).first().focus();
      await page.locator('li:focus-within [data-answers]').waitFor();
      await page.keyboard.press('r');
    },
  ],
  [
    'answers in an open event, with a note',
    'answering',
    async (page) => {
      await page.locator('[data-row]', { hasText: 'Interview' }).first().click();
      await page.getByRole('dialog').locator('[data-answers]').waitFor();
      await page
        .getByRole('dialog')
        .getByRole('button', { name: /^(Add note|Notiz hinzufügen)$/ })
        .click();
    },
  ],
  [
    'question before deleting a series with guests',
    'removing',
    async (page) => {
      await page.locator('[data-row]', { hasText: 'Interview' }).first().click();
      const name = /^(Delete event|Termin löschen)$/;
      await page.getByRole('dialog').getByRole('button', { name }).click();
      await page
        .locator('dialog')
        .getByText(/^(All events|Alle Termine)$/)
        .click();
      await page
        .locator('dialog')
        .getByText(/^(The whole series|Die ganze Serie) /)
        .waitFor();
    },
  ],
  ['invitations to answer here', 'answering', (page) => openInvitations(page)],
  [
    'an answer that can be undone',
    'answering',
    async (page) => {
      await openInvitations(page);
      await page.locator('[data-invitation] [data-answers]').first().waitFor();
      await page.keyboard.press('m');
      await page.getByText(/Budget call”|„Budget call“/).waitFor();
    },
  ],
  ['changes on their way', 'onTheWay', openWaiting],
  [
    'question before discarding a change',
    'onTheWay',
    async (page) => {
      await openWaiting(page);
      await page
        .locator('[data-waiting="two"]')
        .getByRole('button', { name: /^(Discard|Verwerfen)/ })
        .click();
    },
  ],
  [
    'question before turning writing on',
    'settings',
    async (page) => {
      await openSettings('writing')(page);
      await page.locator('[data-place="writing"] input').last().click();
      await page.getByRole('alertdialog').waitFor();
    },
  ],
  ['reminder of an invitation', 'reminderOfInvitation'],
  ['onboarding', 'onboarding'],
  ['onboarding without a client', 'noClient', (page) => connectGoogle(page)],
  [
    'onboarding while the browser is open',
    'waiting',
    async (page) => {
      await connectGoogle(page);
      await page.locator('summary').click();
    },
  ],
  [
    'onboarding after a failure',
    'denied',
    async (page) => {
      await connectGoogle(page);
      await page.getByRole('alert').waitFor();
    },
  ],
  [
    'onboarding with a wrong file',
    'badClientFile',
    async (page) => {
      await connectGoogle(page);
      await page.locator('[role="group"] button').click();
      await page.getByRole('alert').waitFor();
    },
  ],
  [
    'calendar by address that is refused',
    'feedRefused',
    async (page) => {
      await sendAddress(page);
      await page.getByRole('alert').waitFor();
    },
  ],
  ['calendar by address being added', 'feedWaiting', sendAddress],
  [
    'calendar by address in the settings',
    'feed',
    async (page) => {
      await openSettings('accounts')(page);
      await page.getByRole('button', { name: /address or file|Adresse oder Datei/ }).click();
    },
  ],
  ['calendar by address being edited', 'feed', editFeed],
  [
    'question before removing a calendar by address',
    'feed',
    async (page) => {
      await openSettings('accounts')(page);
      await page.locator('[data-place="accounts"] button').nth(1).click();
      await page.getByRole('alertdialog').waitFor();
    },
  ],
  ['calendar file that is gone', 'fileGone', editFeed],
  ['brief on the hero', 'brief', (page) => page.locator('section [data-line]').first().waitFor()],
  ['brief', 'brief', openBrief],
  ['brief of a private event', 'briefOfPrivate', openBrief],
  ['brief with hidden guests', 'briefHidden', openBrief],
  ['brief of very many guests', 'briefOfMany', openBrief],
  ['brief with nothing to tell', 'day', openBrief],
  [
    'brief in the reminder',
    'briefReminder',
    async (page) => {
      await page.getByRole('button', { name: /^(Show brief|Überblick einblenden)$/ }).click();
      await page.locator('[data-line]').first().waitFor();
    },
  ],
  ['reminder', 'reminder'],
  ['several reminders', 'reminders'],
  ['reminder on a whole screen', 'fullScreenReminder'],
  [
    'meeting that is about to be joined, on a whole screen',
    'fullScreenJoining',
    (page) => page.locator('[data-joining]').waitFor(),
  ],
  [
    'several reminders on a whole screen, with keys',
    'fullScreenReminders',
    (page) => page.locator('[aria-keyshortcuts]').first().waitFor(),
  ],
];
