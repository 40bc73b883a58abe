import { chromium, type Browser } from 'playwright-core';
import { locate } from '../debian-packages/locate.ts';
import { CHROMIUM } from './program.ts';

/** No sandbox of its own, since it may run as root, and nothing of what a browser does in the background. */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const START_TIMEOUT_MS = 60_000;

/**
 * Starts Chromium without a window and with a profile of its own, which goes when it is closed.
 * @throws {ChromiumError} when it cannot be had.
 */
export async function startChromium(): Promise<Browser> {
  const { program, environment } = await locate(CHROMIUM, process.env);
  return chromium.launch({
    executablePath: program,
    args: FLAGS,
    env: { ...process.env, ...environment },
    timeout: START_TIMEOUT_MS,
  });
}
