// Real k6 against a target on loopback, with the sandbox as AWS: what ends a load test, and that what is kept says so.
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { PutMetricAlarmCommand, SetAlarmStateCommand } from '@aws-sdk/client-cloudwatch';
import { PurgeQueueCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, afterEach, beforeAll, expect, jest, test } from '@jest/globals';
import { LoadDocument } from '../../core/load/load-document.ts';
import type { Spec } from '../../core/spec/spec.ts';
import { openSandbox, type SandboxContext } from '../../sandbox/deploy/context.ts';
import { sandboxCredentials } from '../../sandbox/deploy/credentials.ts';
import { deploySpec } from '../../sandbox/deploy/deploy.ts';
import { startSandbox, type Sandbox } from '../../sandbox/lifecycle/sandbox.ts';
import { forkLoadTarget } from '../../sandbox/load-target/process.ts';
import type { LoadStats, LoadTarget } from '../../sandbox/load-target/target.ts';
import { SERIES_STATE, seriesName } from '../../sandbox/overlay/metric-state.ts';
import { smallSpec } from '../../sandbox/testing/small-spec.ts';
import type { LoadedSpec } from '../spec-file.ts';
import { readDeployment, readScenarios } from './load-folder.ts';
import { testLoad } from './test-load.ts';
import { describeWithK6 } from './testing/k6-for-tests.ts';
import { openWatch } from './watch/open-watch.ts';

jest.setTimeout(120_000);

const ALARM = 'small-errors';
const DEAD = 'small-tasks-dlq';
const DATABASE = 'small-aurora';
const NAMED = { alarms: [ALARM], deadLetterQueues: [DEAD], databases: [DATABASE] };

describeWithK6('load tests', (k6) => {
  let sandbox: Sandbox;
  let context: SandboxContext;
  let target: LoadTarget;
  let sqs: SQSClient;
  let store: string;

  beforeAll(async () => {
    target = await forkLoadTarget({ slots: 50, service: { kind: 'constant', meanMs: 5 }, seed: 1 });
    sandbox = await startSandbox();
    await deploySpec(specWith({}), sandbox.url);
    context = await openSandbox(smallSpec, sandbox.url);
    const credentials = await sandboxCredentials(sandbox.url, smallSpec.account);
    process.env['AWS_ACCESS_KEY_ID'] = credentials.accessKeyId;
    process.env['AWS_SECRET_ACCESS_KEY'] = credentials.secretAccessKey;
    sqs = new SQSClient({ endpoint: sandbox.url, region: context.region, credentials });
    await context.aws.cloudWatch.send(
      new PutMetricAlarmCommand({
        ...{ AlarmName: ALARM, Namespace: 'small', MetricName: 'Errors', Statistic: 'Sum' },
        ...{ Period: 60, EvaluationPeriods: 1, Threshold: 1 },
        ComparisonOperator: 'GreaterThanThreshold',
      }),
    );
    store = await mkdtemp(join(tmpdir(), 'landfall-test-load-'));
    await restore();
  }, 120_000);

  afterEach(async () => {
    sandbox.overlay.clearFault();
    await restore();
  });

  afterAll(async () => {
    sqs.destroy();
    context.aws.close();
    await target.stop();
    await sandbox.stop();
    await rm(store, { recursive: true });
  });

  const setAlarm = (StateValue: 'OK' | 'ALARM') =>
    context.aws.cloudWatch.send(
      new SetAlarmStateCommand({ AlarmName: ALARM, StateValue, StateReason: 'A test.' }),
    );
  const setConnections = (count: number | null) =>
    context.overlay.writeState(`${context.account}/${context.region}/${SERIES_STATE}`, {
      [seriesName({
        ...{ namespace: 'AWS/RDS', metric: 'DatabaseConnections', statistic: 'Maximum' },
        dimensions: { DBClusterIdentifier: DATABASE },
      })]: count,
    });
  const queueUrl = () => `https://sqs.${context.region}.amazonaws.com/${context.account}/${DEAD}`;
  const sendDeadLetter = () =>
    sqs.send(new SendMessageCommand({ QueueUrl: queueUrl(), MessageBody: 'dead' }));

  async function restore(): Promise<void> {
    await setAlarm('OK');
    await setConnections(20);
    await sqs.send(new PurgeQueueCommand({ QueueUrl: queueUrl() }));
  }

  function specWith(load: NonNullable<Spec['load']>): Spec {
    return {
      ...smallSpec,
      load: {
        target: { origin: target.origin, environment: 'test', timeoutMs: 2_000 },
        limits: { requestsPerSecond: 40, requests: 4_000, minutes: 3, virtualUsers: 200 },
        scenarios: { smoke: { seconds: 40 }, baseline: { warmUpSeconds: 1, steadySeconds: 2 } },
        workloads: {
          web: {
            service: 'small-cluster/api',
            requestsPerSecond: 20,
            slo: { p95Ms: 1_000, errorRatio: 0.1 },
            requests: { work: { method: 'GET', path: '/work' } },
          },
        },
        databasePools: { 'small-cluster/api': { aurora: DATABASE, connectionsPerTask: 10 } },
        ...load,
      },
    };
  }

  const served = async () =>
    ((await (await fetch(`${target.origin}/stats`)).json()) as LoadStats).served;

  interface Sending {
    readonly load?: NonNullable<Spec['load']>;
    readonly isWatched?: boolean;
    readonly silenceMs?: number;
    readonly signal?: AbortSignal;
    /** Once requests are sent. */
    readonly meanwhile?: () => unknown;
  }

  /** A smoke of 40 s, and a baseline that is to come after it. */
  async function send({ load = {}, isWatched = true, silenceMs, ...other }: Sending) {
    const notes: string[] = [];
    const onNote = (note: string) => notes.push(note);
    const signal = other.signal ?? new AbortController().signal;
    const spec = specWith(load);
    const watch = isWatched
      ? await openWatch({
          ...{ spec, mode: 'always', endpoint: sandbox.url, intervalMs: 250, metricWaitMs: 0 },
          ...{ signal, onNote },
        })
      : null;
    let isUnderWay = false;
    const sent = await testLoad({
      spec: { document: { spec }, text: '', digest: 'digest' } as unknown as LoadedSpec,
      ...{ specFile: 'spec.yaml', environment: null, seed: 1, k6, store, signal, watch, onNote },
      ...(silenceMs === undefined ? {} : { silenceMs }),
      kinds: ['smoke', 'baseline'],
      openTransport: () => Promise.reject(new Error('No messages are sent here.')),
      share: { kind: 'whole', processes: 1 },
      onProgress: ({ answered }) => {
        if (isUnderWay || answered === 0) return;
        isUnderWay = true;
        void other.meanwhile?.();
      },
    }).finally(() => watch?.close());
    const text = await readFile(join(sent.folder, 'load.json'), 'utf8');
    return { ...sent, notes, kept: LoadDocument.parse(JSON.parse(text)) };
  }

  /** That a stopped test is kept as one, and holds nothing. */
  async function expectStopped(
    { kept, folder }: Awaited<ReturnType<typeof send>>,
    stop: LoadDocument['stop'],
  ) {
    expect(kept.stop).toEqual(stop);
    expect(kept.verdict).toBe('INVALID');
    const [smoke, ...others] = await readScenarios(folder, kept);
    expect(others).toEqual([]);
    expect(smoke?.stop).toEqual(stop);
    expect(smoke?.fold.account().requests).toBeLessThan(40);
    const before = await served();
    await sleep(1_500);
    expect(await served()).toBe(before);
  }

  test.each<[string, () => unknown, string, string]>([
    ['an alarm', () => setAlarm('ALARM'), ALARM, `The alarm ${ALARM} is in ALARM.`],
    [
      'a message in a dead-letter queue',
      () => sendDeadLetter(),
      DEAD,
      `The dead-letter queue ${DEAD} has 1 message, and had 0 before.`,
    ],
    [
      'a database with hardly a connection left',
      () => setConnections(180),
      DATABASE,
      `The number of connections of ${DATABASE} is 180, and it takes between 183 and 196: that is more than 90 %.`,
    ],
  ])('%s ends the load while it is sent', async (_what, meanwhile, name, sentence) => {
    const sent = await send({ load: { fuses: NAMED }, meanwhile });
    await expectStopped(sent, { by: 'guard', sentence });
    const record = await readDeployment(sent.folder, { watched: true }, []);
    expect(record?.fuses.map((fuse) => [fuse.name, fuse.blown])).toEqual(
      [ALARM, DEAD, DATABASE].map((each) => [each, each === name ? sentence : null]),
    );
    expect(record?.fuses.every(({ looks, unseen }) => looks > 1 && unseen.length === 0)).toBe(true);
    expect(record?.calls.map(({ operation }) => operation)).toContain('sqs:GetQueueAttributes');
  });

  test('the database of a pool is looked at also when nobody names it', async () => {
    const sent = await send({ meanwhile: () => setConnections(180) });
    expect(sent.kept.stop?.sentence).toMatch(
      new RegExp(`^The number of connections of ${DATABASE} is 180`),
    );
  });

  test('a named fuse that comes to be blind ends the load, and is told', async () => {
    const sent = await send({
      load: { fuses: NAMED },
      meanwhile: () => {
        sandbox.overlay.setFault({
          service: 'sqs',
          operation: 'GetQueueAttributes',
          kind: 'denied',
        });
      },
    });
    expect(sent.kept.stop?.by).toBe('guard');
    expect(sent.kept.stop?.sentence).toMatch(
      /^The dead-letter queue small-tasks-dlq is named as a fuse of the load, and was not seen in 3 looks in a row\. AWS denied sqs:GetQueueAttributes\..* It takes the permission sqs:GetQueueAttributes\.$/,
    );
    await expectStopped(sent, sent.kept.stop);
    const record = await readDeployment(sent.folder, { watched: true }, []);
    expect(record?.fuses[1]).toMatchObject({ name: DEAD, blindLooks: 3, blown: null });
    expect(record?.fuses[1]?.unseen).toHaveLength(1);
    expect(sent.notes).toContainEqual(
      expect.stringMatching(/^The dead-letter queue small-tasks-dlq is not seen\. AWS denied/),
    );
  });

  const denied = (service: string, operation: string) => () => {
    sandbox.overlay.setFault({ service, operation, kind: 'denied' });
  };

  test.each<[string, () => unknown, NonNullable<Spec['load']>, RegExp]>([
    [
      'an alarm that is in ALARM already',
      () => setAlarm('ALARM'),
      { fuses: NAMED },
      /^Nothing was sent\. The alarm small-errors is in ALARM\. Send the load when it is OK again, or take it out of load\.fuses\.alarms\.$/,
    ],
    [
      'an alarm that is not there',
      () => undefined,
      { fuses: { alarms: ['small-errrors'] } },
      /^Nothing was sent\. The alarm small-errrors is named as a fuse of the load, and is not seen\. CloudWatch has no alarm of that name in the region\.$/,
    ],
    [
      'alarms that may not be seen',
      denied('monitoring', 'DescribeAlarms'),
      { fuses: NAMED },
      /^Nothing was sent\. The alarm small-errors is named .* It takes the permission cloudwatch:DescribeAlarms\.$/,
    ],
    [
      'a queue that may not be seen',
      denied('sqs', 'GetQueueAttributes'),
      { fuses: NAMED },
      /^Nothing was sent\. The dead-letter queue small-tasks-dlq is named .* It takes the permission sqs:GetQueueAttributes\.$/,
    ],
    [
      'a named database of which nothing is reported',
      () => setConnections(null),
      { fuses: NAMED },
      /^Nothing was sent\. The number of connections of small-aurora is named .* CloudWatch has not reported it for the last minutes\.$/,
    ],
    [
      'a database that is full already, also if nobody names it',
      () => setConnections(190),
      {},
      /^Nothing was sent\. The number of connections of small-aurora is 190, .* load takes more of them\.$/,
    ],
  ])('%s lets nothing be sent, and nothing is kept', async (_what, before, load, message) => {
    await before();
    const [sent, kept] = [await served(), await readdir(store)];
    await expect(send({ load })).rejects.toMatchObject({
      name: 'UsageError',
      message: expect.stringMatching(message),
    });
    expect([await served(), await readdir(store)]).toEqual([sent, kept]);
  });

  test('a database that nobody names and that is not seen is told and kept as blind, and the load is sent', async () => {
    await setConnections(null);
    const controller = new AbortController();
    const sent = await send({
      signal: controller.signal,
      // Longer than three looks take.
      meanwhile: () =>
        setTimeout(() => {
          controller.abort();
        }, 2_500),
    });
    await expectStopped(sent, { by: 'caller', sentence: 'The run was interrupted.' });
    expect(sent.notes[0]).toBe(
      'The number of connections of small-aurora is not seen. CloudWatch has not reported it for the last minutes. The load is sent without this fuse.',
    );
    const record = await readDeployment(sent.folder, { watched: true }, []);
    const [fuse] = record?.fuses ?? [];
    expect(fuse).toMatchObject({ name: DATABASE, isNamed: false, lastSeenAt: null, blown: null });
    expect(fuse?.blindLooks).toBe(fuse?.looks);
    expect(fuse?.looks).toBeGreaterThan(3);
    expect(fuse?.unseen[0]).toMatch(/^The number of connections of small-aurora was not seen\. /);
  });

  test('while its event loop is blocked, k6 is ended, and what is kept says so', async () => {
    const sent = await send({
      isWatched: false,
      silenceMs: 2_000,
      meanwhile: () => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 6_000),
    });
    expect(sent.kept.workloads[0]?.reason).toMatch(
      /^The load was not the planned one\. The load was ended because /,
    );
    await expectStopped(sent, {
      by: 'guard',
      sentence: 'The load was ended because Landfall did not give a sign of life for 2 s.',
    });
  });

  test('what was sent ends the test when it already says enough, and that is kept', async () => {
    const scenarios = { smoke: { seconds: 3 }, baseline: { warmUpSeconds: 1, steadySeconds: 2 } };
    await fetch(`${target.origin}/fail?share=1`, { method: 'POST' });
    const sent = await send({ isWatched: false, load: { scenarios } });
    await fetch(`${target.origin}/fail?share=0`, { method: 'POST' });
    expect(sent.kept.stop?.by).toBe('verdict');
    expect(sent.kept.stop?.sentence).toMatch(/^smoke of web: /);
    expect(sent.kept.load.scenarios).toHaveLength(1);
    expect(sent.kept.verdict).toBe('UNDERSIZED');
  });
});
