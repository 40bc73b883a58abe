// The command as a user runs it, on the golden run.
import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { FORMATS } from '../reports/formats.ts';

jest.setTimeout(60_000);

const ROOT = join(__dirname, '..');
const GOLDEN = join(ROOT, 'reports', 'golden');
const ID = '01KATZ9XJ0D4R8V0C2Q3Y5W7N9';

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

let folder = '';

function convert(
  words: readonly string[],
  environment: object = {},
  options: readonly string[] = [],
): Promise<Ended> {
  return landfall(['convert', ...words], environment, options);
}

/** @param options of Node. */
function landfall(
  words: readonly string[],
  environment: object = {},
  options: readonly string[] = [],
): Promise<Ended> {
  return new Promise((resolve) => {
    const program = [...options, join(ROOT, 'cli', 'landfall.mjs'), ...words];
    const env = { ...process.env, GITHUB_ACTIONS: '', ...environment };
    const child = execFile(
      process.execPath,
      program,
      { cwd: folder, env },
      (error, stdout, stderr) => {
        resolve({ code: error === null ? 0 : child.exitCode, stdout, stderr });
      },
    );
  });
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'landfall-convert-'));
  await mkdir(join(folder, 'store', ID), { recursive: true });
  await cp(join(GOLDEN, 'run.json'), join(folder, 'store', ID, 'run.json'));
});

afterAll(async () => {
  await rm(folder, { recursive: true });
});

const goldenOf = (format: string) => {
  const name = format === 'json' ? 'run' : format;
  return readFile(join(GOLDEN, `${name}.${FORMATS[format]?.extension ?? ''}`), 'utf8');
};

test('one command makes every format of a run by its id', async () => {
  const formats = Object.keys(FORMATS);
  const words = formats.flatMap((format) => ['-o', `${format}=made/${format}`]);
  const ended = await convert([ID, '--store', 'store', ...words]);
  expect(ended).toEqual({ code: 0, stdout: '', stderr: '' });
  // Each whole: nothing unfinished is left.
  expect((await readdir(join(folder, 'made'))).sort()).toEqual(formats.toSorted());
  for (const format of formats) {
    const made = await readFile(join(folder, 'made', format), 'utf8');
    expect({ format, made }).toEqual({ format, made: await goldenOf(format) });
  }
});

test.each([
  ['its folder', join('store', ID)],
  ['its document', join('store', ID, 'run.json')],
])('a run is named by %s, and one format may go to standard output', async (_, run) => {
  const ended = await convert([run, '-o', 'csv']);
  expect(ended).toEqual({ code: 0, stdout: await goldenOf('csv'), stderr: '' });
});

test('landfall tracker makes the same as the format', async () => {
  const words = ['tracker', '--run', ID, '--store', 'store'];
  const golden = await goldenOf('tracker');
  expect(await landfall(words)).toEqual({ code: 0, stdout: golden, stderr: '' });
  expect(await landfall([...words, '-o', 'plan.md'])).toMatchObject({ code: 0, stdout: '' });
  expect(await readFile(join(folder, 'plan.md'), 'utf8')).toBe(golden);
});

test('a step of GitHub Actions gets its summary and outputs', async () => {
  const [summary, output] = [join(folder, 'summary.md'), join(folder, 'output')];
  const ended = await convert([ID, '--store', 'store', '-o', 'github'], {
    GITHUB_ACTIONS: 'true',
    GITHUB_STEP_SUMMARY: summary,
    GITHUB_OUTPUT: output,
  });
  expect(ended).toEqual({ code: 0, stdout: await goldenOf('github'), stderr: '' });
  expect(await readFile(summary, 'utf8')).toMatch(/^### ✖ NO-GO: compliance of golden \(prod\)\n/);
  expect(await readFile(output, 'utf8')).toBe(`verdict=NO-GO\nfailed=5\nerrors=8\nrun-id=${ID}\n`);
});

test.each([
  [
    'no output',
    [ID, '--store', 'store'],
    'say what to make of the run with --output, as in --output junit=junit.xml',
  ],
  [
    'an unknown format',
    [ID, '--store', 'store', '-o', 'sarfi=a'],
    'there is no report format "sarfi"; did you mean sarif?',
  ],
  [
    'two for standard output',
    [ID, '--store', 'store', '-o', 'csv', '-o', 'tap'],
    'only one report can go to standard output; give the others a file, as in --output junit=junit.xml',
  ],
  ['no such run', ['nowhere', '-o', 'csv'], 'nowhere cannot be read: ENOENT'],
])('%s is refused in words', async (_, words, message) => {
  const { code, stdout, stderr } = await convert(words);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toContain(message);
});

test('a run of 100,000 findings is converted to every format within 512 MiB', async () => {
  const large = join(folder, 'large.json');
  const render = join(ROOT, 'sandbox', 'bench-reports', 'render', 'main.ts');
  await promisify(execFile)(process.execPath, [render, 'json', '100000', large]);
  const formats = Object.keys(FORMATS);
  const words = formats.flatMap((format) => ['-o', `${format}=large/${format}`]);
  const probe = join(folder, 'probe.json');
  const measure = ['--import', join(ROOT, 'sandbox', 'bench', 'probe', 'main.mjs')];
  const ended = await convert([large, ...words], { BENCH_PROBE: probe }, measure);
  expect(ended).toEqual({ code: 0, stdout: '', stderr: '' });
  expect((await readdir(join(folder, 'large'))).sort()).toEqual(formats.toSorted());
  const { maxRssMiB } = JSON.parse(await readFile(probe, 'utf8')) as { maxRssMiB: number };
  expect(maxRssMiB).toBeLessThan(512);
}, 300_000);
