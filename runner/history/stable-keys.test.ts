import { readFile } from 'node:fs/promises';
import { expect, test } from '@jest/globals';
import { parse, stringify } from 'yaml';
import { evaluate } from '../../core/evaluate.ts';
import { openEvidence } from '../../core/evidence.ts';
import { findingKey } from '../../core/finding-key.ts';
import type { Finding } from '../../core/finding.ts';
import { plan } from '../../core/plan.ts';
import { parseSpec } from '../../core/spec/document.ts';
import { loadSuite } from '../suites.ts';
import { runOf } from './testing/stored.ts';

/** The same spec with every map the other way round, and everything on other lines. */
function reordered(text: string): string {
  return `# One more line.\n\n${stringify(turned(parse(text)))}`;
}

function turned(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(turned);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, member]) => [key, turned(member)]),
  );
}

async function findingsOf(text: string): Promise<readonly Finding[]> {
  const parsed = parseSpec({ file: 'spec.yaml', text }, 'production');
  if (!parsed.ok) throw new Error(parsed.problems.map(({ message }) => message).join('\n'));
  const planned = plan(await loadSuite('compliance'), parsed.document.spec);
  return evaluate(planned, openEvidence(runOf(1, []).snapshot), parsed.document.positionOf);
}

test('keys are the same when the spec is reordered and its lines move', async () => {
  const text = await readFile('specs/mistersmith.yaml', 'utf8');
  const before = await findingsOf(text);
  const after = await findingsOf(reordered(text));
  const lines = (findings: readonly Finding[]) => findings.map(({ spec }) => spec?.line);
  expect(lines(after)).not.toEqual(lines(before));
  expect(after.map(findingKey).sort()).toEqual(before.map(findingKey).sort());
  expect(new Set(before.map(findingKey)).size).toBe(before.length);
});
