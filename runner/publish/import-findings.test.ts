import {
  BatchImportFindingsCommand,
  SecurityHubClient,
  type ImportFindingsError,
} from '@aws-sdk/client-securityhub';
import { beforeEach, expect, test } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import { finding, reportOf } from '../../reports/testing/reports.ts';
import { importFindings } from './import-findings.ts';
import { NOTHING_PUBLISHED, publicationOf, type Item } from './publication.ts';

const hub = mockClient(SecurityHubClient);

const items = (count: number): readonly Item[] =>
  publicationOf(
    reportOf(Array.from({ length: count }, (_, index) => finding({ subject: `s${index}` }))),
    NOTHING_PUBLISHED,
    { waived: false },
  ).items;

let turns = 0;
const deliver = (toSend: readonly Item[]) =>
  importFindings(new SecurityHubClient({ region: 'eu-west-1' }), toSend, () => {
    turns += 1;
    return Promise.resolve();
  });

const answer = (batch: number, failures: readonly ImportFindingsError[] = []) => ({
  FailedCount: failures.length,
  SuccessCount: batch - failures.length,
  FailedFindings: [...failures],
});
const error = (name: string, message: string, status: number) =>
  Object.assign(new Error(message), { name, $metadata: { httpStatusCode: status } });

beforeEach(() => {
  hub.reset();
  turns = 0;
});

test('all in batches of a hundred, each in its turn', async () => {
  hub
    .on(BatchImportFindingsCommand)
    .resolvesOnce(answer(100))
    .resolvesOnce(answer(100))
    .resolvesOnce(answer(50));
  const { imported, refused } = await deliver(items(250));
  const sent = hub
    .commandCalls(BatchImportFindingsCommand)
    .map(({ args }) => args[0].input.Findings);
  expect(sent.map((batch) => batch?.length)).toEqual([100, 100, 50]);
  expect([imported.length, refused.length, turns]).toEqual([250, 0, 3]);
});

test('nothing to send makes no call', async () => {
  expect(await deliver([])).toEqual({ imported: [], refused: [] });
  expect(hub.calls()).toHaveLength(0);
});

test('each failed finding is told, with its reason, and the others are imported', async () => {
  const [first, second, third] = items(3);
  const failure = {
    Id: second?.finding.Id,
    ErrorCode: 'InvalidInput',
    ErrorMessage: 'Finding does not adhere to the format.',
  };
  hub.on(BatchImportFindingsCommand).resolves(answer(3, [failure]));
  expect(await deliver(items(3))).toEqual({
    imported: [first, third],
    refused: [{ item: second, reason: 'InvalidInput: Finding does not adhere to the format.' }],
  });
});

test.each([
  ['has no members, as from a proxy', {}],
  ['counts failures that it does not name', { ...answer(2), FailedCount: 1 }],
  [
    'names a finding that was not sent',
    answer(2, [{ Id: 'other', ErrorCode: 'x', ErrorMessage: 'y' }]),
  ],
])('an answer that %s imports nothing', async (_what, given) => {
  hub.on(BatchImportFindingsCommand).resolves(given);
  const { imported, refused } = await deliver(items(2));
  expect(imported).toEqual([]);
  expect(refused.map(({ reason }) => reason)).toEqual(
    Array(2).fill('The answer does not say which findings of the batch were imported.'),
  );
});

test.each([
  [
    error('AccessDeniedException', 'Not authorized.', 403),
    'AccessDeniedException: Not authorized. Grant securityhub:BatchImportFindings.',
  ],
  [
    error('InvalidAccessException', 'Account 1 is not subscribed to AWS Security Hub.', 401),
    'InvalidAccessException: Account 1 is not subscribed to AWS Security Hub. Enable Security Hub CSPM in the account and region.',
  ],
  [error('TooManyRequestsException', 'Slow down.', 429), 'TooManyRequestsException: Slow down.'],
])('a batch that fails ends it, and nothing of it is imported (%#)', async (thrown, reason) => {
  hub.on(BatchImportFindingsCommand).resolvesOnce(answer(100)).rejects(thrown);
  const { imported, refused } = await deliver(items(250));
  expect(hub.calls()).toHaveLength(2);
  expect(imported).toHaveLength(100);
  expect(refused.map((failure) => failure.reason)).toEqual([
    ...Array<string>(100).fill(reason),
    ...Array<string>(50).fill('It was not sent, since a batch before it had failed.'),
  ]);
});

test('a finding that is too large is told and not sent', async () => {
  const [item] = items(1);
  if (item === undefined) throw new Error('There is no item.');
  const large = { ...item, finding: { ...item.finding, Description: 'x'.repeat(250_000) } };
  expect(await deliver([large])).toEqual({
    imported: [],
    refused: [{ item: large, reason: 'It is larger than the 240 KB that Security Hub takes.' }],
  });
  expect(hub.calls()).toHaveLength(0);
});
