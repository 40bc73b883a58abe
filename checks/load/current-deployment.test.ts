import { denied, testCheck } from '../../core/testing/test-check.ts';
import { serviceArtifact, taskSetArtifact } from '../ecs/testing/fixtures.ts';
import check from './current-deployment.ts';
import { ranMessages } from '../../load/judge/testing/sent-messages.ts';
import type { SentSubject } from './subjects.ts';
import { loadTest, workloadSubject } from './testing/fixtures.ts';

/** A test that began at 2026-11-29T07:00:00Z by the generator's clock, with what of AWS's clock is kept. */
const testBy = (clockOffsetMs: number | null) => ({
  test: loadTest(20, {
    steadySeconds: 100,
    deployment: { ...ranMessages().deployment, clockOffsetMs },
  }),
});
const test = testBy(0);
const [deployment] = serviceArtifact().deployments ?? [];
if (deployment === undefined) throw new Error('The service has no deployment.');
const released = (...times: readonly (string | null)[]) => ({
  'main/api': serviceArtifact({
    deployments: times.map((createdAt) => ({ ...deployment, createdAt })),
  }),
});

/** As ECS tells of a rollout that began before the load. */
const rolledOut = (...states: readonly (string | null)[]) => ({
  'main/api': serviceArtifact({
    deployments: states.map((rolloutState) => ({
      ...deployment,
      createdAt: '2026-11-29T06:59:00.000Z',
      rolloutState,
    })),
  }),
});
const taskSets = (stabilityStatus: string) => ({
  'main/api': serviceArtifact({
    deploymentController: 'CODE_DEPLOY',
    taskSets: [taskSetArtifact({ createdAt: '2026-11-29T06:59:00.000Z', stabilityStatus })],
  }),
});

const requests: SentSubject = { ...workloadSubject(), sends: 'requests' };
/** The same service takes messages, which began to be sent at 2026-11-29T07:00:22Z. */
const messages: SentSubject = {
  name: 'messages work',
  path: ['load', 'messages', 'work'],
  ...{ service: 'main/api', sends: 'messages' },
};
const withMessages = { test: { ...test.test, messages: ranMessages().messages } };

testCheck(check, requests, {
  pass: [
    {
      name: 'released before',
      artifacts: { test, services: released('2026-11-29T06:59:00.000Z') },
    },
    {
      name: "released before, by AWS's clock, which is ahead",
      artifacts: { test: testBy(1_500), services: released('2026-11-29T07:00:01.000Z') },
    },
    {
      name: 'a task set that is stable',
      artifacts: { test, services: taskSets('STEADY_STATE') },
    },
  ],
  fail: [
    {
      name: "released after it began, by AWS's clock, which is behind",
      artifacts: { test: testBy(-90_000), services: released('2026-11-29T06:59:00.000Z') },
      message:
        "The service was released at 2026-11-29T06:59:00.000Z, after the load test had begun at 2026-11-29T06:58:30.000Z by AWS's clock.",
    },
    {
      name: 'released after messages began to be sent',
      subject: { ...messages },
      artifacts: { test: withMessages, services: released('2026-11-29T07:00:23.000Z') },
      message:
        "The service was released at 2026-11-29T07:00:23.000Z, after the load test had begun at 2026-11-29T07:00:22.000Z by AWS's clock.",
    },
    {
      name: 'released after it began',
      artifacts: { test, services: released('2026-11-29T07:00:01.000Z') },
      message:
        "The service was released at 2026-11-29T07:00:01.000Z, after the load test had begun at 2026-11-29T07:00:00.000Z by AWS's clock.",
    },
    {
      name: 'another release is under way',
      artifacts: {
        test,
        services: released('2026-11-29T06:00:00.000Z', '2026-11-29T08:00:00.000Z'),
      },
      message:
        "The service was released at 2026-11-29T08:00:00.000Z, after the load test had begun at 2026-11-29T07:00:00.000Z by AWS's clock.",
    },
    {
      name: 'no such service',
      artifacts: { test, services: { 'main/api': null } },
      message: 'The service does not exist.',
    },
  ],
  unsettled: [
    {
      name: 'the release before it is still rolled out',
      artifacts: { test, services: rolledOut('IN_PROGRESS') },
      message: 'A rollout of the service is under way.',
    },
    {
      name: 'the release before that one still serves',
      artifacts: { test, services: rolledOut('COMPLETED', 'COMPLETED') },
      message: 'A rollout of the service is under way.',
    },
    {
      name: 'a task set that is not stable yet',
      artifacts: { test, services: taskSets('STABILIZING') },
      message: 'A rollout of the service is under way.',
    },
  ],
  unknown: [
    {
      name: 'the release after it has failed',
      artifacts: { test, services: rolledOut('FAILED') },
      message:
        'A rollout of the service has failed, so that it is not known which of its releases answered.',
    },
    {
      name: 'whether its rollout is over is not told',
      artifacts: { test, services: rolledOut(null) },
      message: 'ECS does not say whether the last rollout of the service is over.',
    },
    {
      name: "AWS's clock was not seen",
      artifacts: { test: testBy(null), services: released('2026-11-29T06:59:00.000Z') },
      message:
        "How far AWS's clock is from that of the generator is not kept, so that it is not known which came first, the release or the load.",
    },
    {
      name: 'AWS was not watched',
      artifacts: {
        test: { test: { ...test.test, deployment: null } },
        services: released('2026-11-29T08:00:00.000Z'),
      },
      message:
        "How far AWS's clock is from that of the generator is not kept, so that it is not known which came first, the release or the load.",
    },
    {
      name: 'no messages were sent',
      subject: { ...messages },
      artifacts: { test, services: released('2026-11-29T06:59:00.000Z') },
      message: 'The load test has sent no messages.',
    },
    {
      name: 'no requests were sent',
      artifacts: {
        test: { test: { ...withMessages.test, scenarios: [] } },
        services: released('2026-11-29T06:59:00.000Z'),
      },
      message: 'The load test has sent no requests.',
    },
    {
      name: 'there is no load test',
      artifacts: { test: { test: null }, services: released('2026-11-29T06:59:00.000Z') },
      message: 'There is no load test.',
    },
    {
      name: 'a release of unknown time',
      artifacts: { test, services: released('2026-11-29T06:00:00.000Z', null) },
      message: 'ECS does not say when the service was released last.',
    },
    {
      name: 'no release at all',
      artifacts: { test, services: released() },
      message: 'ECS does not say when the service was released last.',
    },
  ],
  error: [
    {
      name: 'the service is not seen',
      artifacts: { test, services: { 'main/api': denied('ecs:DescribeServices') } },
      message: 'AWS denied ecs:DescribeServices.',
    },
  ],
});
