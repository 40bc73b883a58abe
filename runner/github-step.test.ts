import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { Report } from '../core/report.ts';
import { finding, reportOf } from '../reports/testing/reports.ts';
import { tellGithub } from './github-step.ts';

let folder = '';
let environment: Record<'GITHUB_ACTIONS' | 'GITHUB_STEP_SUMMARY' | 'GITHUB_OUTPUT', string>;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'landfall-github-'));
  environment = {
    GITHUB_ACTIONS: 'true',
    GITHUB_STEP_SUMMARY: join(folder, 'summary.md'),
    GITHUB_OUTPUT: join(folder, 'output'),
  };
});

afterEach(async () => {
  await rm(folder, { recursive: true });
});

const summary = () => readFile(environment.GITHUB_STEP_SUMMARY, 'utf8');

/** Findings that no group joins, so that each takes room. */
function large(count: number): Report {
  return reportOf(
    Array.from({ length: count }, (_, at) =>
      finding({
        subject: `main/${at}`,
        status: 'fail',
        message: `It is wrong: ${at}. ${'é'.repeat(200)}`,
      }),
    ),
  );
}

test('a step gets a summary and outputs, after what is there already', async () => {
  await writeFile(environment.GITHUB_STEP_SUMMARY, '# Deployed\n\n');
  await writeFile(environment.GITHUB_OUTPUT, 'url=https://example.org\n');
  const report = reportOf([
    finding(),
    finding({ subject: 'b', status: 'fail', message: 'It is wrong.' }),
    finding({ subject: 'c', status: 'unknown', message: 'AWS does not say.' }),
    finding({ subject: 'd', status: 'not-checked', message: 'The filters leave it out.' }),
  ]);
  await tellGithub(report, environment);
  expect(await summary()).toMatch(/^# Deployed\n\n### ✖ NO-GO: smoke of demo\n/);
  expect(await readFile(environment.GITHUB_OUTPUT, 'utf8')).toBe(
    `url=https://example.org\nverdict=NO-GO\nfailed=1\nerrors=2\nrun-id=${report.run.id}\n`,
  );
});

test('a document of somebody else sets no other output', async () => {
  const report = reportOf([finding()]);
  await tellGithub({ ...report, run: { ...report.run, id: 'x\nverdict=GO' } }, environment);
  const lines = (await readFile(environment.GITHUB_OUTPUT, 'utf8')).trim().split('\n');
  expect(lines.map((line) => line.replace(/=.*/, ''))).toEqual([
    'verdict',
    'failed',
    'errors',
    'run-id',
  ]);
});

test('a summary has at most 900 KB, and says what it does not show', async () => {
  await tellGithub(large(3000), environment);
  const { size } = await stat(environment.GITHUB_STEP_SUMMARY);
  expect(size).toBeGreaterThan(800_000);
  expect(size).toBeLessThanOrEqual(900_000);
  expect(await summary()).toMatch(/\*\*\d+ more\*\* are in the run's document/);
});

test('beside what fills a step already there are counts, and nothing beyond what is shown', async () => {
  await writeFile(environment.GITHUB_STEP_SUMMARY, 'x'.repeat(899_000));
  await tellGithub(large(100), environment);
  expect(await summary()).toMatch(/x### ✖ NO-GO: smoke of demo\n\n100 fail/);
  await writeFile(environment.GITHUB_STEP_SUMMARY, 'x'.repeat(1_048_500));
  await tellGithub(large(100), environment);
  expect((await stat(environment.GITHUB_STEP_SUMMARY)).size).toBe(1_048_500);
});

test('elsewhere nothing is written', async () => {
  await tellGithub(large(1), { ...environment, GITHUB_ACTIONS: '' });
  await tellGithub(large(1), { GITHUB_ACTIONS: 'true' });
  await expect(stat(environment.GITHUB_STEP_SUMMARY)).rejects.toThrow('ENOENT');
  await expect(stat(environment.GITHUB_OUTPUT)).rejects.toThrow('ENOENT');
});
