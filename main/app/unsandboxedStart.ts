/**
 * Asks before the app runs without Chromium's sandbox if nobody disabled it on purpose. The start script inside an
 * AppImage adds `--no-sandbox` by itself if it cannot create a user namespace (docs/LINUX.md).
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { clipboard, dialog } from 'electron';
import { messagesFor } from '../../shared/messages/messagesFor.ts';
import { readJson, writeJson } from '../platform/jsonFile.ts';
import { systemLocale } from '../platform/systemLocale.ts';
import { storedSetting } from '../settings/storedSetting.ts';

/** Returns whether to start. Asks once per profile: after a start without the sandbox it does not ask again. */
export const mayStartWithoutSandbox = async (profile: string, appImage: string): Promise<boolean> => {
  const consent = join(profile, 'unsandboxed.json');
  if (readJson(consent, (value) => (value === true ? true : undefined)).state === 'read') return true;
  const { app: names, system } = messagesFor(
    systemLocale(),
    storedSetting(join(profile, 'settings.json'), 'language'),
  );
  const { message, detail, startAnyway, copyCommand, command, quit } = system.noSandbox;
  // The person runs the command as root, so a path that could end its quotation must not be in it.
  let canFix = restrictedByAppArmor() && !/\p{Cc}/u.test(appImage);
  const ask = async (): Promise<string | undefined> => {
    const buttons = canFix ? [quit, copyCommand, startAnyway] : [quit, startAnyway];
    const { response } = await dialog.showMessageBox({
      type: 'warning',
      title: names.name,
      message,
      detail: canFix ? `${detail}\n\n${command}` : detail,
      buttons,
      defaultId: 0,
      cancelId: 0,
      noLink: true,
    });
    return buttons[response];
  };
  let answer = await ask();
  // Most desktops lose what was copied when the app quits, so the question stays until the person quits it.
  while (answer === copyCommand) {
    // A command that cannot be copied is not offered again.
    // oxlint-disable-next-line no-await-in-loop
    canFix = await hasCopied(appArmorCommand(appImage));
    // Each answer needs another question.
    // oxlint-disable-next-line no-await-in-loop
    answer = await ask();
  }
  if (answer !== startAnyway) return false;
  writeJson(consent, true);
  return true;
};

const hasCopied = async (text: string): Promise<boolean> => {
  try {
    await clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
};

const restrictedByAppArmor = (): boolean => {
  try {
    const setting = '/proc/sys/kernel/apparmor_restrict_unprivileged_userns';
    return readFileSync(setting, 'utf8').trim() === '1';
  } catch {
    return false;
  }
};

/** Returns a command that installs an AppArmor profile. It allows user namespaces for this file only. */
const appArmorCommand = (appImage: string): string => {
  const name = 'jarvis-calendar-appimage';
  const file = `/etc/apparmor.d/${name}`;
  return [
    `sudo tee ${file} <<'END' && sudo apparmor_parser -r ${file}`,
    'abi <abi/4.0>,',
    'include <tunables/global>',
    `profile ${name} "${appArmorPath(appImage)}" flags=(unconfined) {`,
    '  userns,',
    '}',
    'END',
    '',
  ].join('\n');
};

/** Escapes wildcards and quotes, so that a path in an AppArmor rule stands only for itself. */
const appArmorPath = (path: string): string => path.replaceAll(/[\\"*?[\]{},^@]/g, String.raw`\$&`);
