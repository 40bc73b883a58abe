import {
  AttachRolePolicyCommand,
  DeleteRolePolicyCommand,
  DeleteRolePermissionsBoundaryCommand,
  DetachRolePolicyCommand,
  PutRolePermissionsBoundaryCommand,
  PutRolePolicyCommand,
  UpdateAssumeRolePolicyCommand,
} from '@aws-sdk/client-iam';
import type { Spec } from '../../core/spec/spec.ts';
import type { SandboxContext } from '../deploy/context.ts';
import { trustOf } from '../deploy/roles.ts';
import type { Broken, Fault } from './fault.ts';
import { overlayFault } from './overlay-fault.ts';
import { must, plainService } from './pick.ts';

/** The task role of the service that the ECS faults break: what an intruder in a task would have. */
const role = (spec: Spec) => plainService(spec).service.roles.task;

const TRUST: Broken = { check: 'iam/trust-principal', subject: role };
const DEPUTY: Broken = { check: 'iam/trust-confused-deputy', subject: role };
const ADMIN: Broken = { check: 'iam/no-admin', subject: role };
const NEGATIVE: Broken = { check: 'iam/no-negative-allow', subject: role };
const WILDCARD: Broken = { check: 'iam/no-service-wildcard', subject: role };
const PASS: Broken = { check: 'iam/pass-role-scoped', subject: role };
const FORBIDDEN: Broken = { check: 'iam/forbidden-permissions', subject: role };
const UNSCOPED: Broken = { check: 'iam/no-wildcard-resource', subject: role };
const SECRETS: Broken = { check: 'iam/secret-and-key-scope', subject: role };
const ESCALATION: Broken = { check: 'iam/no-privilege-escalation', subject: role };

interface Statement {
  readonly Effect: 'Allow' | 'Deny';
  readonly Action?: string | readonly string[];
  readonly NotAction?: string | readonly string[];
  readonly Resource?: string | readonly string[];
  readonly NotResource?: string | readonly string[];
}

export const ROLE_FAULTS: readonly Fault[] = [
  trusted({
    id: 'role-trusts-everybody',
    describes: 'Anybody with an AWS account may assume a task role.',
    statement: { Principal: '*' },
  }),
  trusted({
    id: 'role-trusts-another-account',
    describes: 'Another account may assume a task role.',
    statement: { Principal: { AWS: 'arn:aws:iam::999988887777:root' } },
  }),
  {
    ...trusted({
      id: 'role-trusts-another-service',
      describes: 'Lambda functions may assume a task role.',
      statement: { Principal: { Service: ['ecs-tasks.amazonaws.com', 'lambda.amazonaws.com'] } },
    }),
    breaks: [TRUST, DEPUTY],
  },

  {
    id: 'role-with-administrator-access',
    describes: "AWS's policy for administrators is attached to a task role.",
    breaks: [ADMIN, ESCALATION, WILDCARD, PASS, FORBIDDEN, UNSCOPED, SECRETS],
    async apply({ aws, spec }) {
      await aws.iam.send(
        new AttachRolePolicyCommand({ RoleName: role(spec), PolicyArn: ADMINISTRATOR_ACCESS }),
      );
      return null;
    },
    async heal({ aws, spec }) {
      await aws.iam.send(
        new DetachRolePolicyCommand({ RoleName: role(spec), PolicyArn: ADMINISTRATOR_ACCESS }),
      );
    },
  },
  granted({
    id: 'role-with-all-actions',
    describes: 'A task role may do everything, by a policy of its own.',
    breaks: [ADMIN, ESCALATION, WILDCARD, PASS, FORBIDDEN, UNSCOPED, SECRETS],
    policies: [[{ Effect: 'Allow', Action: '*:*', Resource: '*' }]],
  }),
  granted({
    id: 'role-with-all-but-nothing',
    describes: 'A task role may do everything except an action that does not exist.',
    breaks: [ADMIN, ESCALATION, WILDCARD, PASS, FORBIDDEN, UNSCOPED, SECRETS, NEGATIVE],
    policies: [[{ Effect: 'Allow', NotAction: 'nothing:AtAll', Resource: '*' }]],
  }),
  granted({
    id: 'role-with-everything-in-two-policies',
    describes: 'Two policies of a task role, neither of which allows everything, together do.',
    breaks: [ADMIN, ESCALATION, WILDCARD, PASS, FORBIDDEN, UNSCOPED, SECRETS, NEGATIVE],
    policies: [
      [{ Effect: 'Allow', NotAction: 'iam:*', Resource: '*' }],
      [{ Effect: 'Allow', Action: 'iam:*', Resource: '*' }],
    ],
  }),

  granted({
    id: 'role-that-rewrites-policies',
    describes: 'A task role may change the policies that bind it.',
    breaks: [ESCALATION, UNSCOPED],
    policies: [
      [
        {
          Effect: 'Allow',
          Action: ['iam:CreatePolicyVersion'],
          Resource: 'arn:aws:iam::*:policy/*',
        },
      ],
    ],
  }),
  granted({
    id: 'role-that-passes-roles',
    describes: 'A task role may start a task as any role, by two policies that are harmless alone.',
    breaks: [ESCALATION, PASS, FORBIDDEN, UNSCOPED],
    policies: [
      [{ Effect: 'Allow', Action: 'iam:PassRole', Resource: '*' }],
      [{ Effect: 'Allow', Action: ['ecs:RegisterTaskDefinition', 'ecs:RunTask'], Resource: '*' }],
    ],
  }),
  granted({
    id: 'role-that-passes-any-role',
    describes: 'A task role may pass any role, and start nothing with it.',
    breaks: [PASS, FORBIDDEN, UNSCOPED],
    policies: [[{ Effect: 'Allow', Action: 'iam:PassRole', Resource: '*' }]],
  }),
  granted({
    id: 'role-with-all-of-a-service',
    describes: 'A task role may do everything with a queue.',
    breaks: [WILDCARD],
    policies: [[{ Effect: 'Allow', Action: 'sqs:*', Resource: 'arn:aws:sqs:*:*:some-queue' }]],
  }),
  granted({
    id: 'role-that-leaves-out-resources',
    describes: 'A task role may read every table but one.',
    breaks: [NEGATIVE],
    policies: [
      [
        {
          Effect: 'Allow',
          Action: 'dynamodb:GetItem',
          NotResource: 'arn:aws:dynamodb:*:*:table/private',
        },
      ],
    ],
  }),
  {
    ...trusted({
      id: 'role-for-anybodys-tasks',
      describes: 'ECS may use a task role for the tasks of any account.',
      statement: { Principal: { Service: 'ecs-tasks.amazonaws.com' } },
    }),
    breaks: [DEPUTY],
  },
  overlayFault({
    id: 'tasks-with-the-role-of-ecs',
    describes: 'Tasks run with the role that ECS needs to start them.',
    breaks: [{ check: 'iam/roles-bound', subject: (spec) => plainService(spec).subject }],
    deviation: 'ecs/task-definition',
    arguments: (spec) => {
      const { task, roles } = plainService(spec).service;
      const arn = `arn:aws:iam::${spec.account.id}:role/${roles.execution}`;
      return { family: task.family, members: { taskRoleArn: arn } };
    },
  }),

  {
    id: 'role-without-its-policy',
    describes: 'The policy of a task role is attached no more.',
    breaks: [{ check: 'iam/required-permissions', subject: role }],
    async apply({ aws, spec, account }) {
      await aws.iam.send(
        new DetachRolePolicyCommand({
          RoleName: role(spec),
          PolicyArn: policyArn(account, role(spec)),
        }),
      );
      return null;
    },
    async heal({ aws, spec, account }) {
      await aws.iam.send(
        new AttachRolePolicyCommand({
          RoleName: role(spec),
          PolicyArn: policyArn(account, role(spec)),
        }),
      );
    },
  },
  granted({
    id: 'role-that-deletes-the-database',
    describes: 'A task role may delete the database, which the plan forbids.',
    breaks: [FORBIDDEN, UNSCOPED],
    policies: [
      [{ Effect: 'Allow', Action: 'rds:DeleteDBCluster', Resource: 'arn:aws:rds:*:*:cluster:*' }],
    ],
  }),
  granted({
    id: 'role-that-writes-to-all-queues',
    describes: 'A task role may send messages to every queue.',
    breaks: [UNSCOPED],
    policies: [[{ Effect: 'Allow', Action: 'sqs:SendMessage', Resource: '*' }]],
  }),
  granted({
    id: 'role-that-decrypts-with-every-key',
    describes: 'A task role may decrypt with every key.',
    breaks: [SECRETS, UNSCOPED],
    policies: [[{ Effect: 'Allow', Action: 'kms:Decrypt', Resource: 'arn:aws:kms:*:*:key/*' }]],
  }),
  {
    id: 'role-without-boundary',
    describes: 'A role that is to have a permissions boundary has none.',
    breaks: [{ check: 'iam/boundary-and-hygiene', subject: boundedRole }],
    async apply({ aws, spec }) {
      await aws.iam.send(new DeleteRolePermissionsBoundaryCommand({ RoleName: boundedRole(spec) }));
      return null;
    },
    async heal({ aws, spec, account }) {
      const RoleName = boundedRole(spec);
      const boundary = must(spec.roles?.[RoleName]?.permissionsBoundary, 'permissions boundary');
      await aws.iam.send(
        new PutRolePermissionsBoundaryCommand({
          RoleName,
          PermissionsBoundary: policyArn(account, boundary),
        }),
      );
    },
  },
  {
    id: 'role-for-every-workflow',
    describes: 'Workflows of every repository may assume the role that deploys.',
    breaks: [{ check: 'iam/deploy-oidc-trust', subject: workflowRole }],
    async apply({ aws, spec, account }) {
      const RoleName = workflowRole(spec);
      const provider = must(spec.roles?.[RoleName]?.trustOidc, 'workflow').provider;
      await aws.iam.send(
        new UpdateAssumeRolePolicyCommand({
          RoleName,
          PolicyDocument: JSON.stringify({
            Version: '2012-10-17',
            Statement: [
              {
                Effect: 'Allow',
                Principal: { Federated: `arn:aws:iam::${account}:oidc-provider/${provider}` },
                Action: 'sts:AssumeRoleWithWebIdentity',
                Condition: { StringEquals: { [`${provider}:aud`]: 'sts.amazonaws.com' } },
              },
            ],
          }),
        }),
      );
      return null;
    },
    async heal(context) {
      const RoleName = workflowRole(context.spec);
      const declared = must(context.spec.roles?.[RoleName], 'role');
      await context.aws.iam.send(
        new UpdateAssumeRolePolicyCommand({
          RoleName,
          PolicyDocument: JSON.stringify(trustOf(context, declared)),
        }),
      );
    },
  },
];

function boundedRole(spec: Spec): string {
  const found = Object.entries(spec.roles ?? {}).find(
    ([, declared]) => declared.permissionsBoundary !== undefined,
  );
  return must(found, 'role with a permissions boundary')[0];
}

function workflowRole(spec: Spec): string {
  const found = Object.entries(spec.roles ?? {}).find(
    ([, { trustOidc }]) => trustOidc !== undefined,
  );
  return must(found, 'role of a workflow')[0];
}

function policyArn(account: string, name: string): string {
  return `arn:aws:iam::${account}:policy/${name}`;
}

const ADMINISTRATOR_ACCESS = 'arn:aws:iam::aws:policy/AdministratorAccess';

/** A fault of who may assume the role, in place of those who are declared. */
function trusted(fault: {
  id: string;
  describes: string;
  statement: { readonly Principal: unknown };
}): Fault {
  const { id, describes, statement } = fault;
  return {
    id,
    describes,
    breaks: [TRUST],
    async apply(context) {
      await setTrust(context, {
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', ...statement }],
      });
      return null;
    },
    async heal(context) {
      const declared = must(context.spec.roles?.[role(context.spec)], 'role');
      await setTrust(context, trustOf(context, declared));
    },
  };
}

async function setTrust({ aws, spec }: SandboxContext, document: object): Promise<void> {
  await aws.iam.send(
    new UpdateAssumeRolePolicyCommand({
      RoleName: role(spec),
      PolicyDocument: JSON.stringify(document),
    }),
  );
}

/** A fault of inline policies beside the declared one. */
function granted(fault: {
  id: string;
  describes: string;
  breaks: readonly Broken[];
  policies: readonly (readonly Statement[])[];
}): Fault {
  const { id, describes, breaks, policies } = fault;
  const nameOf = (index: number) => `debugging-${index + 1}`;
  return {
    id,
    describes,
    breaks,
    async apply({ aws, spec }) {
      for (const [index, Statement] of policies.entries()) {
        await aws.iam.send(
          new PutRolePolicyCommand({
            RoleName: role(spec),
            PolicyName: nameOf(index),
            PolicyDocument: JSON.stringify({ Version: '2012-10-17', Statement }),
          }),
        );
      }
      return null;
    },
    async heal({ aws, spec }) {
      for (const index of policies.keys()) {
        await aws.iam.send(
          new DeleteRolePolicyCommand({ RoleName: role(spec), PolicyName: nameOf(index) }),
        );
      }
    },
  };
}
