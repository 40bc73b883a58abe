import { expect, test } from '@jest/globals';
import type { Spec } from '../../core/spec/spec.ts';
import { denied, testCheck } from '../../core/testing/test-check.ts';
import check from './tags.ts';

const ONE = 'arn:aws:sqs:us-east-1:123456789012:one';
const TWO = 'arn:aws:sqs:us-east-1:123456789012:two';
const tags = { Project: 'shop', Team: 'a' };
const subject = { name: 'queues', path: ['tags'], tags, arns: [ONE, TWO] };
const allocation = { Project: { status: 'Active' }, Team: { status: 'Active' } };
const having = (two: Record<string, string>) => ({
  tagged: { [ONE]: { ...tags, Other: 'x' }, [TWO]: two },
  allocation,
});
const LACKS = 'A resource does not carry the declared tags.';
const COSTS = { name: 'cost allocation', arns: null };

testCheck(check, subject, {
  pass: [
    { name: 'all of them', artifacts: having(tags) },
    { name: 'keys by which costs are told apart', subject: COSTS, artifacts: having(tags) },
  ],
  fail: [
    {
      name: 'never tagged',
      artifacts: having({}),
      message: LACKS,
      details: [`${TWO} lacks Project, Team.`],
    },
    {
      name: 'another value',
      artifacts: having({ ...tags, Team: 'b' }),
      message: LACKS,
      details: [`${TWO} lacks Team.`],
    },
    {
      name: 'a key in another case',
      artifacts: having({ Project: 'shop', team: 'a' }),
      message: LACKS,
    },
    {
      name: 'a key that is not active',
      subject: COSTS,
      artifacts: { ...having(tags), allocation: { ...allocation, Team: { status: 'Inactive' } } },
      message: 'Costs cannot be told apart by every declared tag.',
      details: ['Team is no active cost allocation tag.'],
    },
    {
      name: 'a key that nobody used',
      subject: COSTS,
      artifacts: { ...having(tags), allocation: { ...allocation, Team: null } },
      message: 'Costs cannot be told apart by every declared tag.',
    },
  ],
  unknown: [],
  error: [
    {
      name: 'tags are denied',
      artifacts: { ...having(tags), tagged: { [ONE]: tags, [TWO]: denied('tag:GetResources') } },
      message: 'AWS denied tag:GetResources.',
    },
    {
      name: 'keys are denied',
      subject: COSTS,
      artifacts: {
        ...having(tags),
        allocation: { ...allocation, Team: denied('ce:ListCostAllocationTags') },
      },
      message: 'AWS denied ce:ListCostAllocationTags.',
    },
  ],
});

test('a subject for each kind that is declared', () => {
  const spec = {
    account: { id: '123456789012', region: 'us-east-1' },
    tags,
    queues: { one: {}, two: {} },
    clusters: { main: { services: { app: {} } } },
  } as unknown as Spec;
  expect(check.subjects(spec).map(({ name, arns }) => [name, arns])).toEqual([
    ['clusters', ['arn:aws:ecs:us-east-1:123456789012:cluster/main']],
    ['services', ['arn:aws:ecs:us-east-1:123456789012:service/main/app']],
    ['queues', [ONE, TWO]],
    ['cost allocation', null],
  ]);
  expect(check.subjects({ ...spec, tags: {} })).toEqual([]);
});
