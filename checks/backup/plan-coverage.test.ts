import { expect, test } from '@jest/globals';
import type { Spec } from '../../core/spec/spec.ts';
import { denied, testCheck } from '../../core/testing/test-check.ts';
import {
  CLUSTER_ARN,
  planArtifact,
  planSubject,
  selectionArtifact,
  storeSubject,
} from './testing/fixtures.ts';
import check from './plan-coverage.ts';

const having = (
  selections: readonly Parameters<typeof selectionArtifact>[0][],
  optedIn: boolean | null = true,
) => ({
  plans: { all: [planArtifact({ selections: selections.map(selectionArtifact) })] },
  settings: { Aurora: { optedIn } },
  tags: { [CLUSTER_ARN]: { team: 'shop' } },
});
const NOT_SELECTED = 'A backup plan that is declared for the store does not select it.';
const TEAM = { key: 'team', value: 'shop' };

testCheck(
  check,
  { ...storeSubject() },
  {
    pass: [
      { name: 'by its ARN', artifacts: having([{ resources: [CLUSTER_ARN] }]) },
      { name: 'by a tag (A9)', artifacts: having([{ tags: [TEAM] }]) },
      { name: 'by a selection of everything (A9)', artifacts: having([{}]) },
      {
        name: 'by one of two selections',
        artifacts: having([{ resources: ['arn:aws:rds:*:*:db:*'] }, { resources: ['*'] }]),
      },
      {
        name: 'by its ARN, and nobody may read tags',
        artifacts: {
          ...having([{ resources: ['*'] }]),
          tags: { [CLUSTER_ARN]: denied('tag:GetResources') },
        },
      },
    ],
    fail: [
      {
        name: 'no plan',
        artifacts: { ...having([]), plans: { all: [] } },
        message: NOT_SELECTED,
        details: ['Plan daily does not select it.'],
      },
      {
        name: 'one of two declared plans, where two have the name of the other',
        subject: {
          plans: { daily: planSubject().declared, weekly: planSubject().declared },
        },
        artifacts: {
          ...having([]),
          plans: {
            all: [
              ...[planArtifact(), planArtifact()],
              planArtifact({ name: 'weekly', selections: [] }),
            ],
          },
        },
        message: NOT_SELECTED,
        details: ['Plan weekly does not select it.'],
      },
      {
        name: 'a plan that nobody declared, where the declared one selects nothing',
        artifacts: {
          ...having([]),
          plans: {
            all: [
              planArtifact({ selections: [] }),
              planArtifact({
                name: 'weekly',
                selections: [selectionArtifact({ resources: [CLUSTER_ARN] })],
              }),
            ],
          },
        },
        message: NOT_SELECTED,
        details: ['Plan daily does not select it.'],
      },
      {
        name: 'one of two declared plans',
        subject: {
          plans: { daily: planSubject().declared, weekly: planSubject().declared },
        },
        artifacts: having([{ resources: [CLUSTER_ARN] }]),
        message: NOT_SELECTED,
        details: ['Plan weekly does not select it.'],
      },
      {
        name: 'another store',
        artifacts: having([{ resources: [`${CLUSTER_ARN}-2`] }]),
        message: NOT_SELECTED,
      },
      {
        name: 'excepted (A9)',
        artifacts: having([{ resources: ['*'], notResources: [CLUSTER_ARN] }]),
        message: NOT_SELECTED,
      },
      {
        name: 'by a tag that it has not',
        artifacts: { ...having([{ tags: [TEAM] }]), tags: { [CLUSTER_ARN]: {} } },
        message: NOT_SELECTED,
      },
      {
        name: 'in a region that has opted out (A9)',
        artifacts: having([{ resources: [CLUSTER_ARN] }], false),
        message: 'The region does not back up stores of this kind.',
      },
    ],
    unknown: [
      {
        name: 'two plans of the declared name',
        artifacts: {
          ...having([]),
          plans: {
            all: [
              planArtifact({ selections: [selectionArtifact()] }),
              planArtifact({ selections: [] }),
            ],
          },
        },
        message: 'Several backup plans have the declared name.',
      },
      {
        name: 'left out by a tag that it does not have',
        artifacts: having([
          {
            conditions: {
              ...selectionArtifact().conditions,
              stringNotEquals: [{ key: 'aws:ResourceTag/backup', value: 'no' }],
            },
          },
        ]),
        message:
          'A selection leaves stores out by a tag that the store does not have, and AWS does not say what becomes of those.',
      },
      {
        name: 'in a region that does not say',
        artifacts: having([{ resources: [CLUSTER_ARN] }], null),
        message: 'AWS Backup does not say whether the region backs up stores of this kind.',
      },
    ],
    error: [
      {
        name: 'a selection is denied',
        artifacts: { ...having([]), plans: { all: denied('backup:GetBackupSelection') } },
        message: 'AWS denied backup:GetBackupSelection.',
      },
      {
        name: 'tags are denied, and they decide',
        artifacts: {
          ...having([{ tags: [TEAM] }]),
          tags: { [CLUSTER_ARN]: denied('tag:GetResources') },
        },
        message: 'AWS denied tag:GetResources.',
      },
    ],
  },
);

test('a plan is for every store, or for those that it names', () => {
  const spec = {
    aurora: { orders: {} },
    tables: { carts: {}, logs: {} },
    backup: { plans: { all: {}, hourly: { aurora: ['orders'] }, daily: { tables: ['carts'] } } },
  } as unknown as Spec;
  expect(check.subjects(spec).map(({ name, plans }) => [name, Object.keys(plans)])).toEqual([
    ['Aurora orders', ['all', 'hourly']],
    ['DynamoDB carts', ['all', 'daily']],
    ['DynamoDB logs', ['all']],
  ]);
});

test('a store that every plan leaves out is not judged, and the report says so', () => {
  const spec = {
    aurora: { orders: {} },
    tables: { carts: {} },
    backup: { plans: { hourly: { aurora: ['orders'] } } },
  } as unknown as Spec;
  expect(check.subjects(spec).map(({ name, notApplicable }) => [name, notApplicable])).toEqual([
    ['Aurora orders', undefined],
    ['DynamoDB carts', 'No declared backup plan is for the store.'],
  ]);
});

test('without a declared plan no store is judged', () => {
  const spec = { aurora: { orders: {} }, tables: { carts: {} }, backup: {} } as unknown as Spec;
  expect(check.subjects(spec).map(({ name, notApplicable }) => [name, notApplicable])).toEqual([
    ['Aurora orders', 'The spec declares no backup plan.'],
    ['DynamoDB carts', 'The spec declares no backup plan.'],
  ]);
});
