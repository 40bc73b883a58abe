// `npm run screenshots`: the golden report as Chromium and a terminal show it, into docs/images for the README.
import { mkdir, readFile, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, BrowserContextOptions } from 'playwright-core';
import { startChromium } from '../chromium/browser.ts';
import { terminalPage } from './terminal-page.ts';

const REPORT = 'reports/golden/html.html';
const TERMINAL = 'reports/golden/terminal-color.txt';
const FOLDER = 'docs/images';

/** A repository keeps every version of a picture for ever. */
const LIMIT_BYTES = 200 * 1024;

/** Eighty columns, and some fifty lines. */
const TERMINAL_WIDTH = 680;
const TERMINAL_HEIGHT = 920;

interface Shot {
  readonly name: string;
  readonly options: BrowserContextOptions;
  /** Where on the page it begins. */
  readonly from: string;
  readonly isPrinted?: boolean;
}

const SHOTS: readonly Shot[] = [
  { name: 'report-light', options: screen(1100, 1240, 'light'), from: 'body' },
  { name: 'report-dark', options: screen(1100, 1240, 'dark'), from: '#findings' },
  {
    name: 'report-phone',
    options: { ...screen(390, 1240, 'light'), isMobile: true },
    from: 'body',
  },
  { name: 'report-load', options: screen(1100, 1240, 'light'), from: '#load' },
  { name: 'report-print', options: screen(760, 1075, 'light'), from: '#waivers', isPrinted: true },
];

const browser = await startChromium();
try {
  await mkdir(FOLDER, { recursive: true });
  for (const shot of SHOTS) {
    const path = `${FOLDER}/${shot.name}.png`;
    await take(browser, shot, path);
    await weigh(path);
  }
  const path = `${FOLDER}/terminal.png`;
  await takeTerminal(browser, path);
  await weigh(path);
} finally {
  await browser.close();
}

/** The end of the report, which is what a terminal shows when a run has ended. */
async function takeTerminal(browser: Browser, path: string): Promise<void> {
  const page = await browser.newPage({
    offline: true,
    ...screen(TERMINAL_WIDTH, TERMINAL_HEIGHT, 'dark'),
  });
  await page.setContent(terminalPage(await readFile(TERMINAL, 'utf8'), 80));
  await page.evaluate('scrollTo(0, document.documentElement.scrollHeight)');
  await page.screenshot({ path });
  await page.close();
}

async function weigh(path: string): Promise<void> {
  const { size } = await stat(path);
  process.stdout.write(`${path}  ${Math.ceil(size / 1024)} KB\n`);
  if (size <= LIMIT_BYTES) return;
  process.stderr.write(`${path} is larger than ${LIMIT_BYTES / 1024} KB.\n`);
  process.exitCode = 1;
}

async function take(browser: Browser, shot: Shot, path: string): Promise<void> {
  const context = await browser.newContext({
    offline: true,
    reducedMotion: 'reduce',
    ...shot.options,
  });
  try {
    const page = await context.newPage();
    await page.goto(pathToFileURL(resolve(REPORT)).href);
    if (shot.isPrinted === true) {
      await page.emulateMedia({ media: 'print' });
      await page.evaluate("dispatchEvent(new Event('beforeprint'))");
    }
    await page.evaluate(`document.querySelector('${shot.from}').scrollIntoView()`);
    await page.screenshot({ path });
  } finally {
    await context.close();
  }
}

function screen(
  width: number,
  height: number,
  colorScheme: 'light' | 'dark',
): BrowserContextOptions {
  return { viewport: { width, height }, colorScheme };
}
