import type {
  GetPolicyCommandInput,
  GetPolicyCommandOutput,
  GetPolicyVersionCommandInput,
  GetPolicyVersionCommandOutput,
  GetRoleCommandInput,
  GetRoleCommandOutput,
  GetRolePolicyCommandInput,
  GetRolePolicyCommandOutput,
  ListAttachedRolePoliciesCommandInput,
  ListAttachedRolePoliciesCommandOutput,
  ListRolePoliciesCommandInput,
  ListRolePoliciesCommandOutput,
} from '@aws-sdk/client-iam';
import { ACCOUNT, names, REGION } from '../../estate.ts';
import { StubRefusal } from '../pages.ts';
import { answersOf, type World } from '../world.ts';
import { arns } from './arns.ts';

const answer = answersOf('iam', 'iam');

const POLICY = 'own';

export const iamAnswers = [
  answer<GetRoleCommandInput, GetRoleCommandOutput>('GetRole', ({ RoleName = '' }, world) => {
    refuseUnknown(RoleName, world);
    return {
      Role: {
        Path: '/',
        RoleName,
        RoleId: 'AROABENCH',
        Arn: arns.role(RoleName),
        CreateDate: world.builtAt,
        AssumeRolePolicyDocument: encoded([
          {
            Effect: 'Allow',
            Principal: { Service: 'ecs-tasks.amazonaws.com' },
            Action: 'sts:AssumeRole',
            Condition: { StringEquals: { 'aws:SourceAccount': ACCOUNT } },
          },
        ]),
      },
    };
  }),
  answer<ListAttachedRolePoliciesCommandInput, ListAttachedRolePoliciesCommandOutput>(
    'ListAttachedRolePolicies',
    ({ RoleName = '' }, world) => {
      refuseUnknown(RoleName, world);
      return { AttachedPolicies: [], IsTruncated: false };
    },
  ),
  answer<ListRolePoliciesCommandInput, ListRolePoliciesCommandOutput>(
    'ListRolePolicies',
    ({ RoleName = '' }, world) => {
      refuseUnknown(RoleName, world);
      return { PolicyNames: [POLICY], IsTruncated: false };
    },
  ),
  answer<GetRolePolicyCommandInput, GetRolePolicyCommandOutput>(
    'GetRolePolicy',
    ({ RoleName = '', PolicyName }, world) => {
      refuseUnknown(RoleName, world);
      return {
        RoleName,
        PolicyName,
        PolicyDocument: encoded([
          ...readingSecrets(RoleName, world),
          {
            Effect: 'Allow',
            Action: ['dynamodb:GetItem', 'dynamodb:PutItem'],
            Resource: `arn:aws:dynamodb:${REGION}:${ACCOUNT}:table/table-1`,
          },
        ]),
      };
    },
  ),
  // The roles have inline policies only, so of managed ones there are none to ask for.
  answer<GetPolicyCommandInput, GetPolicyCommandOutput>('GetPolicy', () => {
    throw new StubRefusal('NoSuchEntity', 'There is no such policy.');
  }),
  answer<GetPolicyVersionCommandInput, GetPolicyVersionCommandOutput>('GetPolicyVersion', () => {
    throw new StubRefusal('NoSuchEntity', 'There is no such policy.');
  }),
];

function refuseUnknown(role: string, { estate }: World): void {
  const isKnown = estate.families.some(
    (family) => role === names.taskRole(family) || role === names.executionRole(family),
  );
  if (!isKnown) throw new StubRefusal('NoSuchEntity', 'There is no such role.');
}

/** ECS reads with the execution role what it injects. */
function readingSecrets(role: string, { estate }: World): readonly object[] {
  const service = estate.services.find(({ family }) => role === names.executionRole(family));
  if (service === undefined) return [];
  return [
    {
      Effect: 'Allow',
      Action: 'secretsmanager:GetSecretValue',
      Resource: arns.secret(service.secret),
    },
  ];
}

/** IAM answers with URL-encoded documents. */
function encoded(statements: readonly object[]): string {
  return encodeURIComponent(JSON.stringify({ Version: '2012-10-17', Statement: statements }));
}
