import { expect, test } from '@jest/globals';
import type { Spec } from '../../core/spec/spec.ts';
import { denied, testCheck } from '../../core/testing/test-check.ts';
import { imageArtifact } from '../ecr/testing/fixtures.ts';
import { DIGEST, serviceSubject, taskArtifact } from './testing/fixtures.ts';
import check from './running-digest.ts';

const OTHER = `sha256:${'b'.repeat(64)}`;
const subject = {
  ...serviceSubject(),
  registered: [
    { container: 'worker', image: 'worker:1' },
    { container: 'proxy', image: 'proxy:2' },
  ],
};
const running = (...digests: Record<string, string | null>[]) => ({
  images: { 'worker:1': imageArtifact(), 'proxy:2': imageArtifact({ digest: OTHER }) },
  tasks: { 'main/worker': digests.map((each) => taskArtifact({ digests: each })) },
});
const right = { worker: DIGEST, proxy: OTHER };

testCheck(check, subject, {
  pass: [
    { name: 'all of them', artifacts: running(right, right) },
    {
      name: 'beside a container of another registry',
      artifacts: running({ ...right, agent: DIGEST }),
    },
  ],
  fail: [
    {
      name: 'no cluster',
      artifacts: { ...running(), tasks: { 'main/worker': null } },
      message: 'The cluster does not exist.',
    },
    { name: 'no task', artifacts: running(), message: 'No task is running.' },
    {
      name: 'a tag that was moved (S7)',
      artifacts: running(right, { ...right, worker: OTHER }),
      message: 'A task runs another image than the tag names now.',
      details: ['Task 0f1e, container worker.'],
    },
    {
      name: 'an image that is gone',
      artifacts: {
        ...running(right),
        images: { 'worker:1': null, 'proxy:2': imageArtifact({ digest: OTHER }) },
      },
      message: 'A declared image is not in the registry.',
      details: ['Not in the registry: worker:1.'],
    },
  ],
  unknown: [
    {
      name: 'a digest that is left out',
      artifacts: running(right, { ...right, proxy: null }),
      message: 'ECS does not give the digest of every image that runs.',
    },
    {
      name: 'a container that is left out',
      artifacts: running({ worker: DIGEST }),
      message: 'ECS does not give the digest of every image that runs.',
    },
  ],
  error: [
    {
      name: 'the registry is denied',
      artifacts: {
        ...running(right),
        images: { 'worker:1': denied('ecr:DescribeImages'), 'proxy:2': imageArtifact() },
      },
      message: 'AWS denied ecr:DescribeImages.',
    },
  ],
});

test('only images of the registry of the account are compared', () => {
  const spec = {
    account: { id: '123456789012', region: 'us-east-1' },
    clusters: {
      main: {
        services: {
          a: {
            task: {
              containers: {
                a: { image: '123456789012.dkr.ecr.us-east-1.amazonaws.com/a:1' },
                b: { image: 'nginx' },
              },
            },
          },
          b: { task: { containers: { b: { image: 'nginx' } } } },
        },
      },
    },
  } as unknown as Spec;
  expect(
    check.subjects(spec).map(({ registered, notApplicable }) => [registered, notApplicable]),
  ).toEqual([
    [[{ container: 'a', image: 'a:1' }], undefined],
    [[], 'The spec declares no image of the registry of the account.'],
  ]);
});
