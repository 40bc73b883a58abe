import type { DebianProgram } from '../debian-packages/program.ts';
import { ChromiumError } from './chromium-error.ts';

/** The Chromium without windows: a third of the whole, and all that reports are tried in. */
export const CHROMIUM: DebianProgram = {
  name: 'Chromium',
  id: 'chromium',
  variable: 'CHROMIUM_BIN',
  commands: ['chromium-headless-shell', 'chromium', 'google-chrome'],
  package: 'chromium-headless-shell',
  path: 'usr/lib/chromium/chromium-headless-shell',
  // The C library of another system than this one would run nothing.
  libraries: /^(?!libc6|libc-bin|libcrypt1|libgcc-s1)(lib|zlib1g|fontconfig-config)/,
  others: ['chromium-common', 'fonts-liberation', 'fonts-dejavu-core'],
  version: /^(?:Chromium|Google Chrome) (\d+(?:\.\d+)+)/m,
  // Its own fonts, so that pages look the same on every machine.
  environment: (folder) => ({ FONTCONFIG_SYSROOT: folder }),
  advice: 'Debian: apt-get install chromium-headless-shell; macOS: brew install --cask chromium',
  fail: (message) => new ChromiumError(message),
};
