/** Which browsers have profiles that can be chosen, where they are kept, and how one is named at a start. Pure. */

export type BrowserFamily = 'chrome' | 'chromium' | 'edge' | 'brave' | 'vivaldi' | 'firefox';
/** How a browser is packaged on Linux, which decides where it keeps its files. */
export type Packaging = 'native' | 'flatpak' | 'snap';

interface Family {
  /** Matches the name of its program, package or application, without case. */
  readonly names: RegExp;
  /** Folders of its profiles, below the home folder; `~config` stands for XDG_CONFIG_HOME. */
  readonly linux: Readonly<Record<Packaging, readonly string[]>>;
  /** Below `~/Library/Application Support`. */
  readonly mac: string;
  /** Below LOCALAPPDATA; Firefox's below APPDATA. */
  readonly windows: string;
}

const flatpakConfig = (app: string, folder: string): readonly string[] => [
  `.var/app/${app}/config/${folder}`,
];

const families: Readonly<Record<BrowserFamily, Family>> = {
  chrome: {
    names: /^(?:google[- ]chrome(?:-stable)?|chrome(?:\.exe)?|com\.google\.chrome)$/,
    linux: {
      native: ['~config/google-chrome'],
      flatpak: flatpakConfig('com.google.Chrome', 'google-chrome'),
      snap: [],
    },
    mac: 'Google/Chrome',
    windows: 'Google\\Chrome\\User Data',
  },
  chromium: {
    names: /^(?:chromium(?:-browser)?(?:\.exe)?|org\.chromium\.chromium)$/,
    linux: {
      native: ['~config/chromium'],
      flatpak: flatpakConfig('org.chromium.Chromium', 'chromium'),
      snap: ['snap/chromium/common/chromium'],
    },
    mac: 'Chromium',
    windows: 'Chromium\\User Data',
  },
  edge: {
    names: /^(?:microsoft[- ]edge(?:-stable)?|msedge\.exe|com\.microsoft\.edge)$/,
    linux: {
      native: ['~config/microsoft-edge'],
      flatpak: flatpakConfig('com.microsoft.Edge', 'microsoft-edge'),
      snap: [],
    },
    mac: 'Microsoft Edge',
    windows: 'Microsoft\\Edge\\User Data',
  },
  brave: {
    names: /^(?:brave(?:[- ]browser)?(?:-stable)?(?:\.exe)?|com\.brave\.browser)$/,
    linux: {
      native: ['~config/BraveSoftware/Brave-Browser'],
      flatpak: flatpakConfig('com.brave.Browser', 'BraveSoftware/Brave-Browser'),
      snap: ['snap/brave/current/.config/BraveSoftware/Brave-Browser'],
    },
    mac: 'BraveSoftware/Brave-Browser',
    windows: 'BraveSoftware\\Brave-Browser\\User Data',
  },
  vivaldi: {
    names: /^(?:vivaldi(?:-stable)?(?:\.exe)?|com\.vivaldi\.vivaldi)$/,
    linux: {
      native: ['~config/vivaldi'],
      flatpak: flatpakConfig('com.vivaldi.Vivaldi', 'vivaldi'),
      snap: [],
    },
    mac: 'Vivaldi',
    windows: 'Vivaldi\\User Data',
  },
  firefox: {
    names: /^(?:firefox(?:-esr|-bin)?(?:\.exe)?|org\.mozilla\.firefox)$/,
    linux: {
      native: ['.mozilla/firefox', '~config/mozilla/firefox'],
      flatpak: ['.var/app/org.mozilla.firefox/.mozilla/firefox'],
      snap: ['snap/firefox/common/.mozilla/firefox'],
    },
    mac: 'Firefox',
    windows: 'Mozilla\\Firefox',
  },
};

/** Returns the family that one of these names belongs to: of a program, a package or an application. */
export const familyOf = (names: readonly string[]): BrowserFamily | null => {
  const lower = names.map((name) => name.toLowerCase());
  const found = Object.entries(families).find(([, family]) => lower.some((name) => family.names.test(name)));
  return (found?.[0] as BrowserFamily | undefined) ?? null;
};

export const profileFolders = (family: BrowserFamily): Pick<Family, 'linux' | 'mac' | 'windows'> =>
  families[family];

/** Returns the arguments that choose a profile. */
export const profileArguments = (family: BrowserFamily | null, profile: string | null): readonly string[] => {
  if (family === null || profile === null) return [];
  return family === 'firefox' ? ['-P', profile] : [`--profile-directory=${profile}`];
};
