import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { parseSpec } from '../../core/spec/document.ts';
import { WHOLE_SPEC } from '../../core/spec/testing/whole-spec.ts';
import { UsageError } from '../errors.ts';
import { planEngine } from './plan-engine.ts';

const LOAD = `load:
  target: { origin: "http://127.0.0.1:9", environment: test, timeoutMs: 10000 }
  limits: { requestsPerSecond: 999, requests: 99999, minutes: 99, virtualUsers: 9999 }
  workloads:
    api: { service: main/api, requestsPerSecond: 20, slo: { p95Ms: 200, errorRatio: 0.01 }, requests: { work: { method: GET, path: /work } } }
`;
const text = WHOLE_SPEC.replace(/load:\n {2}connections: .*\n/, LOAD);
const parsed = parseSpec({ file: 'spec.yaml', text }, null);
if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
const { spec } = parsed.document;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'landfall-engine-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** The spec's cluster is `main`, in eu-west-1 of 123456789012. */
async function planned(cluster: string, region = 'eu-west-1', account = '123456789012') {
  const settingsFile = join(folder, 'ecs.yaml');
  const settings = {
    ...{ name: 'shop-load', cluster, region },
    image: `example.com/landfall@sha256:${'a'.repeat(64)}`,
    ...{ spec: '/spec/shop.yaml', architecture: 'ARM64', cpu: '2048', memory: '4096' },
    executionRole: `arn:aws:iam::${account}:role/load-execution`,
    ...{ subnets: ['subnet-0a1'], securityGroups: ['sg-0a1'], fileSystem: 'fs-0a1' },
    logGroup: '/landfall/load',
  };
  await writeFile(settingsFile, JSON.stringify(settings));
  return planEngine(spec, {
    ...{ engine: 'ecs', settingsFile, scenario: 'smoke', environment: null, seed: 1 },
    ...{ segments: 1, startAtMs: Date.UTC(2026, 10, 29, 9), confirm: null },
  });
}

test.each([
  ['main', 'eu-west-1', '123456789012'],
  ['arn:aws:ecs:eu-west-1:123456789012:cluster/main', 'eu-north-1', '210987654321'],
])(
  'generators do not run in the cluster of what they load: %s',
  async (cluster, region, account) => {
    await expect(planned(cluster, region, account)).rejects.toThrow(
      new UsageError(
        `${join(folder, 'ecs.yaml')}: the generators would run in the cluster main, which the spec declares for what they load: they would take from what they measure. Name another cluster for them (cluster).`,
      ),
    );
  },
);

test.each([
  ['load', 'eu-west-1', '123456789012'],
  ['main', 'eu-north-1', '123456789012'],
  ['main', 'eu-west-1', '210987654321'],
  ['arn:aws:ecs:eu-west-1:123456789012:cluster/load', 'eu-west-1', '123456789012'],
  ['arn:aws:ecs:eu-west-1:210987654321:cluster/main', 'eu-west-1', '123456789012'],
])('they run in another: %s of %s, started from %s', async (cluster, region, account) => {
  expect(JSON.parse(await planned(cluster, region, account))).toMatchObject({
    runTask: [{ cluster }],
  });
});
