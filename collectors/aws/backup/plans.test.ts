import {
  BackupClient,
  GetBackupPlanCommand,
  GetBackupSelectionCommand,
  ListBackupPlansCommand,
  ListBackupSelectionsCommand,
} from '@aws-sdk/client-backup';
import { beforeEach, expect, test } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import { actionsOf } from '../../../core/collector.ts';
import type { Spec } from '../../../core/spec/spec.ts';
import { collectWith } from '../../../runner/testing/collect-with.ts';
import { backupPlans } from './plans.ts';

const backup = mockClient(BackupClient);
const spec = { backup: { plans: { daily: { vault: 'main' } } } } as unknown as Partial<Spec>;
const named = (name: string) => Object.assign(new Error('No.'), { name });
const NONE = { stringEquals: [], stringNotEquals: [], stringLike: [], stringNotLike: [] };

beforeEach(() => {
  backup.reset();
  backup.on(ListBackupPlansCommand).resolves({ BackupPlansList: [{ BackupPlanId: 'p' }] });
  backup.on(GetBackupPlanCommand).resolves({
    BackupPlanArn: 'arn:plan',
    BackupPlan: {
      BackupPlanName: 'daily',
      Rules: [
        {
          RuleName: 'rule',
          TargetBackupVaultName: 'main',
          ScheduleExpression: 'cron(0 5 * * ? *)',
          Lifecycle: { DeleteAfterDays: 7 },
          EnableContinuousBackup: true,
          CopyActions: [{ DestinationBackupVaultArn: 'arn:copy' }],
        },
        { RuleName: 'bare', TargetBackupVaultName: 'main' },
      ],
    },
  });
  backup
    .on(ListBackupSelectionsCommand)
    .resolves({ BackupSelectionsList: [{ SelectionId: 's' }, { SelectionId: 't' }] });
  backup.on(GetBackupSelectionCommand, { SelectionId: 's' }).resolves({
    BackupSelection: {
      SelectionName: 'stores',
      IamRoleArn: 'arn:role',
      Resources: ['arn:*'],
      NotResources: ['arn:no'],
      ListOfTags: [{ ConditionType: 'STRINGEQUALS', ConditionKey: 'team', ConditionValue: 'shop' }],
      Conditions: {
        StringNotLike: [{ ConditionKey: 'aws:ResourceTag/stage', ConditionValue: 'test*' }],
      },
    },
  });
  backup
    .on(GetBackupSelectionCommand, { SelectionId: 't' })
    .resolves({ BackupSelection: { SelectionName: 'all', IamRoleArn: 'arn:role' } });
});

test('keeps rules and selections, and what AWS leaves out of them', async () => {
  const { items, operations } = await collectWith(backupPlans, spec);
  expect(items['all']).toMatchObject({
    state: 'present',
    value: [
      {
        name: 'daily',
        arn: 'arn:plan',
        rules: [
          {
            name: 'rule',
            vault: 'main',
            schedule: 'cron(0 5 * * ? *)',
            deleteAfterDays: 7,
            continuous: true,
            copies: ['arn:copy'],
          },
          { name: 'bare', schedule: null, deleteAfterDays: null, continuous: false, copies: [] },
        ],
        selections: [
          {
            name: 'stores',
            resources: ['arn:*'],
            notResources: ['arn:no'],
            tags: [{ key: 'team', value: 'shop' }],
            conditions: {
              ...NONE,
              stringNotLike: [{ key: 'aws:ResourceTag/stage', value: 'test*' }],
            },
          },
          { name: 'all', resources: [], notResources: [], tags: [], conditions: NONE },
        ],
      },
    ],
  });
  expect(operations).toEqual(actionsOf(backupPlans));
});

test('a plan that is deleted meanwhile is none', async () => {
  backup.on(GetBackupPlanCommand).rejects(named('ResourceNotFoundException'));
  expect((await collectWith(backupPlans, spec)).items['all']).toMatchObject({ value: [] });
});

test.each([
  [
    'plans are denied',
    () => backup.on(ListBackupPlansCommand).rejects(named('AccessDeniedException')),
  ],
  [
    'a plan is denied',
    () => backup.on(GetBackupPlanCommand).rejects(named('AccessDeniedException')),
  ],
  [
    'selections are denied',
    () => backup.on(ListBackupSelectionsCommand).rejects(named('AccessDeniedException')),
  ],
  [
    'one selection is denied',
    () =>
      backup
        .on(GetBackupSelectionCommand, { SelectionId: 't' })
        .rejects(named('AccessDeniedException')),
  ],
  [
    'a plan without an id',
    () => backup.on(ListBackupPlansCommand).resolves({ BackupPlansList: [{}] }),
  ],
  [
    'a selection without an id',
    () => backup.on(ListBackupSelectionsCommand).resolves({ BackupSelectionsList: [{}] }),
  ],
  [
    'a plan without rules',
    () =>
      backup
        .on(GetBackupPlanCommand)
        .resolves({ BackupPlanArn: 'a', BackupPlan: { BackupPlanName: 'x', Rules: undefined } }),
  ],
])('is not seen: %s', async (_, answer) => {
  answer();
  expect((await collectWith(backupPlans, spec)).items['all']?.state).toBe('unseen');
});

test('a spec without plans asks nothing', async () => {
  expect((await collectWith(backupPlans, {})).items).toEqual({});
});
