import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { beforeEach, expect, test } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import type { Spec } from '../../../core/spec/spec.ts';
import { openWatch, type OpenWatchOptions } from './open-watch.ts';

const sts = mockClient(STSClient);

type Mode = OpenWatchOptions['mode'];
type Environment = 'test' | 'production';

const specFor = (environment: Environment) =>
  ({
    account: { id: '123456789012', region: 'us-east-1' },
    load: {
      target: { origin: 'https://api.example.com', environment, timeoutMs: 1_000 },
      ...{ limits: {}, workloads: {} },
    },
  }) as unknown as Spec;

const SMALL = { aurora: { orders: { capacity: { minAcu: 1, maxAcu: 2 } } } };

const NO_CREDENTIALS = Object.assign(new Error('Could not load credentials from any providers'), {
  name: 'CredentialsProviderError',
});
const UNSEEN =
  'The credentials do not serve for sts:GetCallerIdentity. CredentialsProviderError: Could not load credentials from any providers';

const own = () =>
  sts
    .on(GetCallerIdentityCommand)
    .resolves({ Account: '123456789012', Arn: 'arn:aws:iam::123456789012:role/r' });
const foreign = () =>
  sts
    .on(GetCallerIdentityCommand)
    .resolves({ Account: '999999999999', Arn: 'arn:aws:iam::999999999999:role/r' });
const none = () => sts.on(GetCallerIdentityCommand).rejects(NO_CREDENTIALS);

beforeEach(() => {
  sts.reset();
});

async function open(
  mode: Mode,
  environment: Environment,
  more: object = {},
  waiting: Partial<OpenWatchOptions> = {},
) {
  const notes: string[] = [];
  const base = specFor(environment);
  const spec = { ...base, ...SMALL, load: { ...base.load, ...more } } as unknown as Spec;
  const watch = await openWatch({
    ...{ spec, mode, endpoint: null, ...waiting },
    signal: new AbortController().signal,
    onNote: (note) => notes.push(note),
  });
  watch?.close();
  return { isWatched: watch !== null, notes };
}

test.each<[string, () => unknown, Mode, Environment, boolean, readonly string[]]>([
  ['its own account', own, 'if-possible', 'test', true, []],
  ['its own account', own, 'always', 'test', true, []],
  ['its own account', own, 'never', 'test', false, []],
  ['its own account', own, 'if-possible', 'production', true, []],
  ['its own account', own, 'never', 'production', false, []],
  [
    'no credentials',
    none,
    'if-possible',
    'test',
    false,
    [`AWS is not watched, and what it reports is not kept. ${UNSEEN}`],
  ],
  ['no credentials', none, 'never', 'test', false, []],
  ['another account', foreign, 'never', 'test', false, []],
])(
  'with %s, %o watches or says that it does not (%s, %s)',
  async (_what, answer, mode, environment, isWatched, notes) => {
    answer();
    expect(await open(mode, environment)).toEqual({ isWatched, notes });
  },
);

const FOREIGN =
  "The credentials are of the account 999999999999, and the spec's is 123456789012. Select the profile or role of that account; to load what is not production without watching AWS: --no-watch";
const PRODUCTION = `https://api.example.com is production, and is loaded only with credentials that are seen to be of its account. ${UNSEEN}`;

test.each<[string, () => unknown, Mode, Environment, string]>([
  ['another account', foreign, 'if-possible', 'test', FOREIGN],
  ['another account', foreign, 'always', 'test', FOREIGN],
  ['another account', foreign, 'if-possible', 'production', FOREIGN],
  ['another account', foreign, 'never', 'production', FOREIGN],
  ['no credentials', none, 'if-possible', 'production', PRODUCTION],
  ['no credentials', none, 'never', 'production', PRODUCTION],
  [
    'no credentials',
    none,
    'always',
    'test',
    `AWS cannot be watched. ${UNSEEN} To send the load all the same, leave --watch out.`,
  ],
])('with %s nothing is sent (%o, %s, %s)', async (_what, answer, mode, environment, message) => {
  answer();
  await expect(open(mode, environment)).rejects.toMatchObject({ name: 'UsageError', message });
});

const NAMED = { fuses: { alarms: ['errors'], databases: ['orders'] } };
const UNGUARDED =
  'The spec names fuses of the load (load.fuses: errors, orders), and they are seen only when AWS is watched.';

test.each<[string, () => unknown, Mode, string]>([
  ['its own account', own, 'never', `${UNGUARDED} Leave --no-watch out.`],
  ['no credentials', none, 'if-possible', `${UNGUARDED} ${UNSEEN}`],
])(
  'fuses that are named and not seen send nothing (%s, %s)',
  async (_what, answer, mode, message) => {
    answer();
    await expect(open(mode, 'test', NAMED)).rejects.toMatchObject({ name: 'UsageError', message });
  },
);

test('named fuses are fine where AWS is watched', async () => {
  own();
  expect(await open('if-possible', 'test', NAMED)).toEqual({ isWatched: true, notes: [] });
});

test.each<[string, () => unknown, Mode]>([
  ['its own account', own, 'never'],
  ['no credentials', none, 'if-possible'],
])('that a database is no fuse without watching is said (%s, %s)', async (_what, answer, mode) => {
  answer();
  const databasePools = { 'main/api': { aurora: 'orders', connectionsPerTask: 10 } };
  const { isWatched, notes } = await open(mode, 'test', { databasePools });
  expect(isWatched).toBe(false);
  expect(notes.at(-1)).toBe(
    'The number of connections of orders is not watched, and does not end the load.',
  );
});

const TOO_SOON =
  'CloudWatch is minutes late, and two readings that are less than 3 min apart do not show that it has settled: --metric-wait takes 3m or more.';

test.each([0, 60_000, 179_999])(
  'nothing is sent when CloudWatch is to be read every %d ms',
  async (metricWaitMs) => {
    own();
    await expect(open('if-possible', 'test', {}, { metricWaitMs })).rejects.toMatchObject({
      name: 'UsageError',
      message: TOO_SOON,
    });
  },
);

test.each<[string, Mode, Partial<OpenWatchOptions>]>([
  ['AWS is given the time', 'always', { metricWaitMs: 180_000 }],
  ['it is not looked at', 'never', { metricWaitMs: 0 }],
  ['it is the sandbox', 'always', { metricWaitMs: 0, endpoint: 'http://127.0.0.1:9' }],
])('a wait is taken when %s', async (_what, mode, waiting) => {
  own();
  expect(await open(mode, 'test', {}, waiting)).toEqual({ isWatched: mode !== 'never', notes: [] });
});
