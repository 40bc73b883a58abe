import { expect, test } from '@jest/globals';
import type { Spec } from '../../core/spec/spec.ts';
import { serviceSubject } from '../ecs/testing/fixtures.ts';
import { calledFrom } from './calls.ts';

const { declared } = serviceSubject();
const { worker } = declared.task.containers;

/** One service in `private-a` and `private-b`, whose task role is allowed these actions. */
function withService(actions: readonly string[], secrets?: Record<string, string>): Spec {
  const task = {
    ...declared.task,
    containers: { worker: { ...worker, ...(secrets && { secrets }) } },
  };
  return {
    clusters: { main: { services: { worker: { ...declared, task } } } },
    roles: { 'worker-task': { trust: [], allow: [{ actions: [...actions], resources: ['*'] }] } },
  } as unknown as Spec;
}

test('secrets that are injected need Secrets Manager before a task starts', () => {
  const spec = withService([], { PASSWORD: 'db/password' });
  expect(calledFrom(spec, 'private-a')).toEqual([{ type: 'Interface', service: 'secretsmanager' }]);
});

test('what the task role is allowed is called, each service once and whatever its case', () => {
  const spec = withService([
    'SQS:SendMessage',
    'sqs:ReceiveMessage',
    'events:PutEvents',
    'dynamodb:GetItem',
    'kms:Encrypt',
    'ssm:GetParameter',
    's3:GetObject',
    '*',
  ]);
  expect(calledFrom(spec, 'private-b')).toEqual([
    { type: 'Gateway', service: 'dynamodb' },
    { type: 'Interface', service: 'events' },
    { type: 'Interface', service: 'kms' },
    { type: 'Interface', service: 'sqs' },
    { type: 'Interface', service: 'ssm' },
  ]);
});

test('a subnet in which no service stands needs nothing more', () => {
  const spec = withService(['sqs:SendMessage'], { PASSWORD: 'db/password' });
  expect(calledFrom(spec, 'private-c')).toEqual([]);
});

test('neither injected secrets nor a declared role', () => {
  const spec = { ...withService([]), roles: {} } as Spec;
  expect(calledFrom(spec, 'private-a')).toEqual([]);
});
