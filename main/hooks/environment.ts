/**
 * The environment of a hook's program: where it is at home, its language and its desktop. Everything else stays here,
 * because variables often contain passwords (`https_proxy`) and keys. Pure.
 */
import type { HookEvent } from '../../shared/hooks.ts';

const passedOn =
  /^(?:PATH|HOME|USER|LOGNAME|SHELL|LANG|LANGUAGE|LC_[A-Z]+|TZ|TMPDIR|DISPLAY|WAYLAND_DISPLAY|XAUTHORITY|DBUS_SESSION_BUS_ADDRESS|DESKTOP_SESSION|XDG_[A-Z_]+)$/;
/** Windows' names are in any case; many programs do not start without these. */
const passedOnByWindows =
  /^(?:PATH|PATHEXT|SYSTEMROOT|SYSTEMDRIVE|WINDIR|COMSPEC|TEMP|TMP|USERPROFILE|USERNAME|USERDOMAIN|HOMEDRIVE|HOMEPATH|APPDATA|LOCALAPPDATA|PROGRAMDATA|PROGRAMFILES|PROGRAMFILES\(X86\)|COMMONPROGRAMFILES|NUMBER_OF_PROCESSORS|PROCESSOR_ARCHITECTURE|OS|LANG|TZ)$/i;

export const hookEnvironment = (
  env: NodeJS.ProcessEnv,
  platform: NodeJS.Platform,
  event: HookEvent,
): NodeJS.ProcessEnv => {
  const wanted = platform === 'win32' ? passedOnByWindows : passedOn;
  return {
    ...Object.fromEntries(Object.entries(env).filter(([name]) => wanted.test(name))),
    JARVIS_CALENDAR_HOOK: event,
  };
};
