import { mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { BatchImportFindingsCommand, SecurityHubClient } from '@aws-sdk/client-securityhub';
import { beforeEach, expect, test } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import { actionsFor } from '../../core/plan.ts';
import { finding, reportOf } from '../../reports/testing/reports.ts';
import { loadSuite } from '../suites.ts';
import { PUBLISH_ACTION } from './import-findings.ts';
import { publishRun } from './publish.ts';
import { publishedFile, readPublished, rememberPublished } from './published-file.ts';
import { NOTHING_PUBLISHED, publicationOf } from './publication.ts';

const hub = mockClient(SecurityHubClient);
const failing = reportOf([finding({ status: 'fail' })], { takenAt: '2026-11-22T08:00:00.000Z' });
const passing = reportOf([finding()]);

let store = '';
const publish = (report = failing, facts: { dryRun?: boolean; endpoint?: string } = {}) =>
  publishRun(report, { store, endpoint: null, waived: false, dryRun: false, ...facts });

beforeEach(async () => {
  store = await mkdtemp(join(tmpdir(), 'landfall-runs-'));
  hub.reset();
  hub.on(BatchImportFindingsCommand).resolves({ FailedCount: 0, SuccessCount: 1 });
});

test('a later run of the store archives what an earlier one published and it passes', async () => {
  expect(await publish()).toMatchObject({ imported: [{ status: 'FAILED', isArchived: false }] });
  expect(await publish(passing)).toMatchObject({
    imported: [{ status: 'PASSED', isArchived: true }],
    unremembered: null,
  });
});

test('a run of another store archives nothing', async () => {
  await publish();
  store = await mkdtemp(join(tmpdir(), 'landfall-runs-'));
  expect(await publish(passing)).toMatchObject({
    imported: [{ status: 'PASSED', isArchived: false }],
  });
});

test('what was refused is not remembered', async () => {
  hub.on(BatchImportFindingsCommand).rejects(new Error('no'));
  expect(await publish()).toMatchObject({ imported: [], refused: [{ subject: 'main/api' }] });
  hub.on(BatchImportFindingsCommand).resolves({ FailedCount: 0, SuccessCount: 1 });
  expect(await publish(passing)).toMatchObject({ imported: [{ isArchived: false }] });
});

test('a dry run sends nothing and remembers nothing', async () => {
  expect(await publish(failing, { dryRun: true })).toMatchObject({
    dryRun: true,
    imported: [{ status: 'FAILED' }],
  });
  expect(hub.calls()).toHaveLength(0);
  expect(await readPublished(publishedFile(store, failing, null))).toEqual(NOTHING_PUBLISHED);
});

test('a run of a sandbox is not published to AWS', async () => {
  const report = { ...failing, endpoint: 'http://127.0.0.1:4566' };
  await expect(publish(report)).rejects.toThrow(
    `the run ${report.run.id} looked at http://127.0.0.1:4566 and not at AWS, so Security Hub is not told of it; name the endpoint of the sandbox with --endpoint, or another run with --run.`,
  );
  expect(hub.calls()).toHaveLength(0);
});

test('what a sandbox was told is no knowledge of AWS', () => {
  const endpoints = [null, 'http://127.0.0.1:4566', 'http://127.0.0.1:4567'];
  const files = endpoints.map((endpoint) => publishedFile('runs', failing, endpoint));
  expect(new Set(files).size).toBe(3);
  expect(files.every((file) => dirname(file) === join('runs', '.securityhub'))).toBe(true);
});

test.each([{ account: '../..' }, { region: '../..' }, { account: '' }])(
  'a run of no account and region (%j)',
  (facts) => {
    expect(() => publishedFile('runs', { ...failing, ...facts }, null)).toThrow(
      'the run is of no account and region that Security Hub could have; publish another with --run.',
    );
  },
);

test('a file that is none of ours is left alone, and nothing is sent', async () => {
  const file = publishedFile(store, failing, null);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, '{"formatVersion":1');
  await expect(publish()).rejects.toThrow(/is not what landfall publish wrote/);
  expect(await readFile(file, 'utf8')).toBe('{"formatVersion":1');
  expect(hub.calls()).toHaveLength(0);
});

test('what a later look said is not forgotten for an earlier one that ends after it', async () => {
  const file = publishedFile(store, failing, null);
  const itemsOf = (report: typeof failing) =>
    publicationOf(report, NOTHING_PUBLISHED, { waived: false }).items;
  await rememberPublished(file, itemsOf(passing));
  await rememberPublished(file, itemsOf(failing));
  const { findings } = await readPublished(file);
  expect(Object.values(findings).map(({ state }) => state)).toEqual(['passed']);
});

test('of publications that end at the same time none is forgotten', async () => {
  const file = publishedFile(store, failing, null);
  const subjects = ['one', 'two', 'three', 'four', 'five'];
  const publications = subjects.map((subject) =>
    publicationOf(
      { ...failing, findings: failing.findings.map((one) => ({ ...one, subject })) },
      NOTHING_PUBLISHED,
      { waived: false },
    ),
  );
  await Promise.all(publications.map(({ items }) => rememberPublished(file, items)));
  const { findings } = await readPublished(file);
  expect(Object.values(findings).map(({ subject }) => subject)).toEqual(
    expect.arrayContaining(subjects),
  );
});

test('a store that is no folder is told before anything is sent', async () => {
  await writeFile(join(store, 'file'), '');
  store = join(store, 'file');
  await expect(publish()).rejects.toThrow(/cannot be read/);
  expect(hub.calls()).toHaveLength(0);
});

test('a store that cannot be written is told, since the findings are sent by then', async () => {
  await mkdir(`${publishedFile(store, failing, null)}.unfinished`, { recursive: true });
  expect(await publish()).toMatchObject({
    imported: [{ status: 'FAILED' }],
    unremembered: expect.stringContaining('EISDIR'),
  });
});

test.each(['smoke', 'compliance', 'cutover'])(
  'the policy of %s does not grant it',
  async (suite) => {
    const actions = actionsFor(await loadSuite(suite));
    expect(actions.length).toBeGreaterThan(0);
    expect(actions).not.toContain(PUBLISH_ACTION);
    expect(
      actions.filter((action) => /:(?:Publish|Put|Batch)/.test(action) && !/Get|List/.test(action)),
    ).toEqual([]);
  },
);
