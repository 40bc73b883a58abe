// What cannot be written costs nobody what the run found: it is shown, and the exit code says that something is missing.
import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import type { Report } from '../core/report.ts';
import { specOf } from './testing/large-spec.ts';

jest.setTimeout(120_000);

const ROOT = join(__dirname, '..');
const RUN = ['run', 'smoke', '--spec', 'spec.yaml', '--endpoint', 'http://127.0.0.1:9'];

let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'landfall-unwritten-'));
  await writeFile(join(folder, 'spec.yaml'), specOf(1));
  // Whoever runs this, nothing can be written below a file.
  await writeFile(join(folder, 'file'), '');
});

afterAll(async () => {
  await rm(folder, { recursive: true });
});

function landfall(...words: readonly string[]) {
  return new Promise<{ code: number | null; stdout: string; stderr: string }>((resolve) => {
    const env = {
      ...process.env,
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
      AWS_REGION: 'eu-west-1',
      NO_COLOR: '1',
      TMPDIR: folder,
    };
    const program = [join(ROOT, 'cli', 'landfall.mjs'), ...words];
    const child = execFile(
      process.execPath,
      program,
      { cwd: folder, env, maxBuffer: 64 << 20 },
      (error, stdout, stderr) => {
        resolve({ code: error === null ? 0 : child.exitCode, stdout, stderr });
      },
    );
  });
}

test('a run that the store does not take is shown, kept elsewhere, and ends with 2', async () => {
  const { code, stdout, stderr } = await landfall(...RUN, '--store', 'file/runs');
  expect(code).toBe(2);
  expect(stdout).toMatch(/▲ NOT PROVEN .* exit 2$/m);
  expect(stderr).toMatch(
    /The run cannot be stored in file\/runs: .* Name another folder with --store\./,
  );
  const kept = /Meanwhile it is kept in (\S+): move it from there\./.exec(stderr)?.[1] ?? '';
  expect(await readdir(kept)).toContain('run.json');
});

test('a report that cannot be written keeps neither the others nor the verdict from being seen', async () => {
  const { code, stdout, stderr } = await landfall(
    ...[...RUN, '--store', 'runs'],
    ...['-o', 'junit=file/junit.xml', '-o', 'csv=made.csv', '-o', 'json'],
  );
  expect(code).toBe(2);
  expect((JSON.parse(stdout) as Report).verdict).toBe('NOT PROVEN');
  expect(stderr).toMatch(/▲ NOT PROVEN .* exit 2$/m);
  expect(stderr).toMatch(/^ {2}csv +made\.csv$/m);
  expect(stderr).not.toMatch(/^ {2}junit +file/m);
  expect(stderr).toMatch(/these reports could not be written:\n {2}junit to file\/junit\.xml: E/);
  expect(await readFile(join(folder, 'made.csv'), 'utf8')).toContain('account/identity');
});

test('judge and convert show what there is as well', async () => {
  const [id = ''] = await readdir(join(folder, 'runs'));
  const run = join('runs', id);
  const unwritten = ['-o', 'junit=file/junit.xml'];
  const snapshot = ['--snapshot', join(run, 'snapshot.json.gz'), '--spec', 'spec.yaml'];
  const judged = await landfall('judge', ...snapshot, ...unwritten);
  expect(judged).toMatchObject({
    code: 2,
    stdout: expect.stringMatching(/▲ NOT PROVEN .* exit 2$/m),
    stderr: expect.stringContaining('these reports could not be written'),
  });
  const converted = await landfall('convert', run, ...unwritten, '-o', 'csv');
  expect(converted).toMatchObject({
    code: 2,
    stdout: expect.stringContaining('account/identity'),
    stderr: expect.stringContaining('these reports could not be written'),
  });
});
