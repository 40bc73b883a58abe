import { denied, testCheck } from '../../core/testing/test-check.ts';
import { serviceArtifact } from '../ecs/testing/fixtures.ts';
import check from './current-deployment.ts';
import { ranMessages } from '../../load/judge/testing/sent-messages.ts';
import type { SentSubject } from './subjects.ts';
import { loadTest, workloadSubject } from './testing/fixtures.ts';

// It began at 2026-11-29T07:00:00Z.
const test = { test: loadTest(20, { steadySeconds: 100 }) };
const [deployment] = serviceArtifact().deployments ?? [];
if (deployment === undefined) throw new Error('The service has no deployment.');
const released = (...times: readonly (string | null)[]) => ({
  'main/api': serviceArtifact({
    deployments: times.map((createdAt) => ({ ...deployment, createdAt })),
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
  ],
  fail: [
    {
      name: 'released after messages began to be sent',
      subject: { ...messages },
      artifacts: { test: withMessages, services: released('2026-11-29T07:00:23.000Z') },
      message:
        'The service was released at 2026-11-29T07:00:23.000Z, after the load test had begun at 2026-11-29T07:00:22.000Z.',
    },
    {
      name: 'released after it began',
      artifacts: { test, services: released('2026-11-29T07:00:01.000Z') },
      message:
        'The service was released at 2026-11-29T07:00:01.000Z, after the load test had begun at 2026-11-29T07:00:00.000Z.',
    },
    {
      name: 'another release is under way',
      artifacts: {
        test,
        services: released('2026-11-29T06:00:00.000Z', '2026-11-29T08:00:00.000Z'),
      },
      message:
        'The service was released at 2026-11-29T08:00:00.000Z, after the load test had begun at 2026-11-29T07:00:00.000Z.',
    },
    {
      name: 'no such service',
      artifacts: { test, services: { 'main/api': null } },
      message: 'The service does not exist.',
    },
  ],
  unknown: [
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
