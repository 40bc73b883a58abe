// `npm run bench:reports`: what reports of large runs cost. --findings 10000,100000 and all formats unless told.
// Nothing is asserted of time: an aim that is missed is printed as such.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { formatNames } from '../../runner/outputs.ts';
import { measure, REPOSITORY } from '../bench/measure.ts';
import { startChromium } from '../chromium/browser.ts';

/** Of 10,000 findings in HTML, and of any number of them. */
const AIMS = { bytes: 3_000_000, renderMs: 1_000, filterMs: 1_000, maxRssMiB: 512 } as const;
const HTML_SIZE = 10_000;

const Rendered = z.object({ renderMs: z.number(), pieces: z.number(), bytes: z.number() });

interface Result extends z.infer<typeof Rendered> {
  readonly format: string;
  readonly findings: number;
  readonly maxRssMiB: number;
  /** The command itself, from the stored document to the file. */
  readonly converted: { readonly wallMs: number; readonly maxRssMiB: number };
  /** Until the page is there, and until a first search has shown what it finds. */
  readonly browser: { readonly loadMs: number; readonly filterMs: number } | null;
}

const { values } = parseArgs({
  options: {
    findings: { type: 'string', default: '10000,100000' },
    formats: { type: 'string', default: formatNames().join(',') },
  },
});
const scratch = await mkdtemp(join(tmpdir(), 'landfall-bench-reports-'));
try {
  const results: Result[] = [];
  for (const findings of values.findings.split(',').map(Number)) {
    const stored = await storedOf(findings);
    for (const format of values.formats.split(',')) {
      const result = await benchFormat(format, findings, stored);
      results.push(result);
      process.stdout.write(`${JSON.stringify(result)}\n`);
      for (const missed of missedBy(result)) process.stdout.write(`  missed: ${missed}\n`);
    }
  }
  await keep(results);
} finally {
  await rm(scratch, { recursive: true, force: true });
}

/** In a process of its own, whose peak memory is its own. The report that it renders is in it too. */
async function benchFormat(format: string, findings: number, stored: string): Promise<Result> {
  const file = join(scratch, `report.${format}`);
  const { rendered, maxRssMiB } = await render(format, findings, file);
  const words = ['convert', stored, '--output', `${format}=${file}`];
  const converting = await measure('cli/landfall.mjs', words, scratch);
  if (converting.exitCode !== 0) throw new Error(`no ${format}: ${converting.output}`);
  const converted = {
    wallMs: Math.round(converting.wallMs),
    maxRssMiB: Math.round(converting.maxRssMiB),
  };
  const browser = format === 'html' ? await inBrowser(file) : null;
  return { format, findings, ...rendered, maxRssMiB, converted, browser };
}

async function render(format: string, findings: number, file: string) {
  const words = [format, String(findings), file];
  const measured = await measure('sandbox/bench-reports/render/main.ts', words, scratch);
  if (measured.exitCode !== 0) throw new Error(`${format} was not rendered: ${measured.output}`);
  const rendered = Rendered.parse(JSON.parse(measured.output));
  return { rendered, maxRssMiB: Math.round(measured.maxRssMiB) };
}

/** The document as a run stores it. */
async function storedOf(findings: number): Promise<string> {
  const file = join(scratch, `run-${findings}.json`);
  await render('json', findings, file);
  return file;
}

async function inBrowser(file: string): Promise<Result['browser']> {
  const chromium = await startChromium();
  try {
    const page = await chromium.newPage();
    const startMs = performance.now();
    await page.goto(pathToFileURL(file).href);
    const loadMs = Math.round(performance.now() - startMs);
    const filterMs = await page.evaluate<number>(`(async () => {
      const startMs = performance.now();
      const search = document.querySelector('input[name=q]');
      search.value = 'service-000042';
      search.dispatchEvent(new Event('input', { bubbles: true }));
      await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
      return Math.round(performance.now() - startMs);
    })()`);
    return { loadMs, filterMs };
  } finally {
    await chromium.close();
  }
}

function missedBy(result: Result): string[] {
  const { format, findings, bytes, renderMs, maxRssMiB, converted, browser } = result;
  const ofPage = format === 'html' && findings === HTML_SIZE;
  return [
    ...(maxRssMiB > AIMS.maxRssMiB ? [`${maxRssMiB} MiB of ${AIMS.maxRssMiB}`] : []),
    ...(converted.maxRssMiB > AIMS.maxRssMiB
      ? [`converted in ${converted.maxRssMiB} MiB of ${AIMS.maxRssMiB}`]
      : []),
    ...(ofPage && bytes > AIMS.bytes ? [`${bytes} bytes of ${AIMS.bytes}`] : []),
    ...(ofPage && renderMs > AIMS.renderMs ? [`${renderMs} ms of ${AIMS.renderMs}`] : []),
    ...(ofPage && browser !== null && browser.filterMs > AIMS.filterMs
      ? [`first filter ${browser.filterMs} ms of ${AIMS.filterMs}`]
      : []),
  ];
}

async function keep(results: readonly Result[]): Promise<void> {
  const takenAt = new Date().toISOString();
  const machine = {
    node: process.version,
    cpus: cpus().map(({ model }) => model),
    load: loadavg(),
  };
  const folder = join(REPOSITORY, '.landfall', 'bench');
  await mkdir(folder, { recursive: true });
  const file = join(folder, `reports-${takenAt.replaceAll(':', '-')}.json`);
  await writeFile(file, `${JSON.stringify({ takenAt, machine, results }, null, 2)}\n`);
  process.stdout.write(`Written to ${file}\n`);
}
