import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  EnableSecurityHubCommand,
  GetFindingsCommand,
  SecurityHubClient,
} from '@aws-sdk/client-securityhub';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Finding } from '../../core/finding.ts';
import { finding, reportOf } from '../../reports/testing/reports.ts';
import { startSandbox, type Sandbox } from '../../sandbox/lifecycle/sandbox.ts';
import { clientOptions } from '../../sandbox/testing/client-options.ts';
import { publishRun } from './publish.ts';

let sandbox: Sandbox;
let hub: SecurityHubClient;
let store = '';

beforeAll(async () => {
  process.env['AWS_ACCESS_KEY_ID'] = 'test';
  process.env['AWS_SECRET_ACCESS_KEY'] = 'test';
  sandbox = await startSandbox();
  hub = new SecurityHubClient({ ...clientOptions(sandbox.url), region: 'eu-west-1' });
  await hub.send(new EnableSecurityHubCommand({}));
  store = await mkdtemp(join(tmpdir(), 'landfall-runs-'));
}, 120_000);

afterAll(async () => {
  await sandbox.stop();
});

const publish = (takenAt: string, findings: readonly Finding[]) =>
  publishRun(reportOf(findings, { takenAt, endpoint: sandbox.url }), {
    store,
    endpoint: sandbox.url,
    waived: false,
    dryRun: false,
  });

/** What Security Hub holds, by subject. */
async function held(): Promise<Record<string, string>> {
  const { Findings = [] } = await hub.send(new GetFindingsCommand({ MaxResults: 100 }));
  return Object.fromEntries(
    Findings.map(({ ProductFields, Compliance, RecordState }) => [
      ProductFields?.['landfall/subject'] ?? '',
      `${Compliance?.Status ?? ''} ${RecordState ?? ''}`,
    ]),
  );
}

test('what is mended is archived there, and what was not judged is not', async () => {
  const open = (subject: string) => finding({ subject, status: 'fail' });
  expect(await publish('2026-11-20T08:00:00.000Z', ['a', 'b', 'c'].map(open))).toMatchObject({
    refused: [],
    unremembered: null,
  });
  expect(await held()).toEqual({ a: 'FAILED ACTIVE', b: 'FAILED ACTIVE', c: 'FAILED ACTIVE' });

  await publish('2026-11-21T08:00:00.000Z', [finding({ subject: 'a' }), open('b')]);
  expect(await held()).toEqual({ a: 'PASSED ARCHIVED', b: 'FAILED ACTIVE', c: 'FAILED ACTIVE' });

  await publish('2026-11-22T08:00:00.000Z', [open('a')]);
  expect(await held()).toEqual({ a: 'FAILED ACTIVE', b: 'FAILED ACTIVE', c: 'FAILED ACTIVE' });
});

test('three hundred findings go in three calls', async () => {
  sandbox.overlay.resetCalls();
  const many = Array.from({ length: 300 }, (_, index) => finding({ subject: `many ${index}` }));
  const facts = await publish('2026-11-23T08:00:00.000Z', many);
  expect([facts.imported.length, facts.refused.length]).toEqual([300, 0]);
  expect(sandbox.overlay.calls().list).toHaveLength(3);
});

test('a denial is told with the permission to grant', async () => {
  sandbox.overlay.setGrants(['securityhub:GetFindings']);
  try {
    const facts = await publish('2026-11-24T08:00:00.000Z', [finding({ subject: 'd' })]);
    expect(facts.imported).toEqual([]);
    expect(facts.refused[0]?.reason).toMatch(/Grant securityhub:BatchImportFindings\.$/);
  } finally {
    sandbox.overlay.setGrants(null);
  }
});
