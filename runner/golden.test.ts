import { readFile } from 'node:fs/promises';
import { expect, test } from '@jest/globals';
import { Status } from '../core/finding.ts';
import { Severity } from '../core/spec/sections/gates.ts';
import { countsOf } from '../core/verdict.ts';
import { GOLDEN, goldenFiles } from './golden.ts';
import { readReport } from './run-folder.ts';

test('the golden report is fresh in every format: npm run generate renews it', async () => {
  for (const [path, content] of await goldenFiles()) {
    expect({ path, content: await readFile(path, 'utf8') }).toEqual({ path, content });
  }
});

test('it has every status, every severity and a waived failure', async () => {
  const { findings, counts } = await readReport(`${GOLDEN}/run.json`);
  expect(new Set(findings.map(({ status }) => status))).toEqual(new Set(Status.options));
  expect(new Set(findings.map(({ severity }) => severity))).toEqual(new Set(Severity.options));
  expect(counts).toEqual(countsOf(findings));
  expect(Math.min(...Object.values(counts))).toBeGreaterThan(0);
});
