import { expect, test } from '@jest/globals';
import { z } from 'zod';
import type { CallRecord, Operation } from '../core/aws.ts';
import { defineCollector, type Collector } from '../core/collector.ts';
import { present, type Observation } from '../core/observation.ts';
import type { Spec } from '../core/spec/spec.ts';
import type { Gate } from './aws/gate.ts';
import { collectAll, storedCalls } from './collect.ts';
import { noDatabases, noPooler } from './testing/no-databases.ts';
import { noLoadTest } from './testing/no-load-test.ts';

const record: CallRecord = {
  id: 'ecs:DescribeServices#1',
  operation: 'ecs:DescribeServices',
  region: 'us-east-1',
  parameters: '{"name":"postgres://app:s3cret@db/x"}',
  startedAt: '2026-11-23T12:00:00.000Z',
  durationMs: 1,
  attempts: 1,
  pages: 1,
  outcome: 'answered',
  code: null,
  requestId: null,
};
const gate: Gate = {
  readerFor: () => ({
    read: () => {
      throw new Error('these collectors ask nothing');
    },
  }),
  forget: () => undefined,
  ledger: () => [record],
};
const gates = { aws: gate, postgres: noDatabases, pooler: noPooler, loadTest: noLoadTest };
const collector = (
  id: string,
  collect: () => Promise<Record<string, Observation<string>>>,
): Collector =>
  defineCollector({ id, title: id, operations: [], item: z.string(), keys: () => [], collect });

const PLACE = { region: 'us-east-1', takenAt: 0 };

const collectOf = (...collectors: Collector[]) => collectAll(collectors, gates, {} as Spec, PLACE);

test('a collector that throws is a failed artifact, and the others are collected', async () => {
  const artifacts = await collectOf(
    collector('test/broken', () => Promise.reject(new TypeError('x is undefined'))),
    collector('test/whole', () => Promise.resolve({ a: present('seen', ['c']) })),
  );
  expect(artifacts).toEqual({
    'test/broken': {
      state: 'failed',
      cause: {
        kind: 'bug',
        operation: null,
        code: null,
        message: 'The collector test/broken failed. x is undefined',
        action: null,
        calls: [],
      },
    },
    'test/whole': {
      state: 'collected',
      items: { a: { state: 'present', value: 'seen', calls: ['c'] } },
    },
  });
});

test('what looks like a secret is stored nowhere', async () => {
  const artifacts = await collectOf(
    collector('test/leaky', () =>
      Promise.resolve({ a: present('key AKIAIOSFODNN7EXAMPLE', ['c']) }),
    ),
  );
  const stored = JSON.stringify([artifacts, storedCalls(gates)]);
  expect(stored).not.toMatch(/AKIAIOSFODNN7EXAMPLE|s3cret/);
  expect(stored).toContain('[redacted]');
});

test('answers are let go of when no collector is left that may ask for them', async () => {
  const operation = (name: string): Operation => ({
    service: 'ecs',
    name,
    bucket: 'ecs-cluster-read',
    action: null,
    required: [],
    absentCodes: [],
    pages: null,
  });
  const asking = (id: string, names: readonly string[], waitFor: Promise<unknown>) => ({
    ...collector(id, () => waitFor.then(() => ({}))),
    operations: names.map(operation),
  });
  const forgotten: string[] = [];
  const slow = Promise.withResolvers<unknown>();
  const watched = { ...gate, forget: ({ name }: Operation) => forgotten.push(name) };
  const collected = collectAll(
    [
      asking('test/quick', ['Own', 'Shared'], Promise.resolve()),
      asking('test/slow', ['Shared', 'Last'], slow.promise),
    ],
    { ...gates, aws: watched },
    {} as Spec,
    PLACE,
    {
      onCollected: () => {
        slow.resolve(forgotten.push('-'));
      },
    },
  );
  await collected;
  expect(forgotten).toEqual(['Own', '-', 'Shared', 'Last', '-']);
});

test('every collector is told of when it is done', async () => {
  const done: string[] = [];
  await collectAll(
    [
      collector('test/a', () => Promise.resolve({})),
      collector('test/b', () => Promise.reject(new Error('no'))),
    ],
    gates,
    {} as Spec,
    PLACE,
    { onCollected: ({ id }) => done.push(id) },
  );
  expect(done.sort()).toEqual(['test/a', 'test/b']);
});
