import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Coverage, coverageOf, uncheckedAreaOf } from '../../core/coverage.ts';
import type { Finding } from '../../core/finding.ts';
import { loadSpec } from '../../runner/spec-file.ts';
import { loadSuite } from '../../runner/suites.ts';
import { deploySpec } from '../deploy/deploy.ts';
import { type Sandbox, startSandbox } from '../lifecycle/sandbox.ts';
import { runSuite } from './bench.ts';

const FILE = 'specs/mistersmith.yaml';

let sandbox: Sandbox;
let findings: readonly Finding[];
let coverage: Coverage;

beforeAll(async () => {
  process.env['AWS_ACCESS_KEY_ID'] = 'sandbox';
  process.env['AWS_SECRET_ACCESS_KEY'] = 'sandbox';
  const spec = await loadSpec(FILE, null);
  sandbox = await startSandbox({ replay: true, databases: true });
  await deploySpec(spec.document.spec, sandbox.url);
  findings = await runSuite({
    endpoint: sandbox.url,
    environment: { ...sandbox.databases?.environment },
    spec,
    suite: await loadSuite('cutover'),
  });
  coverage = coverageOf(spec.document.spec, findings);
}, 180_000);

afterAll(() => sandbox.stop());

test('the deployment that is as the plan says has no finding but passes, except for pools that the plan itself makes too many', () => {
  const others = findings.filter(({ status }) => status !== 'pass' && status !== 'not-applicable');
  expect(others.map(({ check, status }) => [check, status])).toEqual([
    ['sizing/database-connections', 'fail'],
  ]);
});

test('every statement of the plan is decided, but those of areas that no check looks at', () => {
  expect(coverage.unverified.filter((pointer) => uncheckedAreaOf(pointer) === null)).toEqual([]);
});

test('what no check looks at is listed', () => {
  const sections = new Set(coverage.unverified.map((pointer) => pointer.split('/')[1]));
  expect([...sections].sort()).toEqual(['load', 'migration', 'slo', 'translation']);
  expect(coverage.verified).toBeGreaterThan(900);
});
