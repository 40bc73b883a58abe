import {
  GetPolicyCommand,
  GetPolicyVersionCommand,
  GetRoleCommand,
  GetRolePolicyCommand,
  IAMClient,
  ListAttachedRolePoliciesCommand,
  ListRolePoliciesCommand,
  type Role,
} from '@aws-sdk/client-iam';
import { beforeEach, expect, test } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import { actionsOf } from '../../../core/collector.ts';
import type { Spec } from '../../../core/spec/spec.ts';
import { collectWith } from '../../../runner/testing/collect-with.ts';
import { roleTrust } from './role-trust.ts';
import { iamRoles } from './roles.ts';

const iam = mockClient(IAMClient);
const spec: Partial<Spec> = { roles: { worker: { trust: ['ecs-tasks.amazonaws.com'] } } };
const ARN = 'arn:aws:iam::123456789012:role/worker';
const POLICY = 'arn:aws:iam::123456789012:policy/worker';
const BOUNDARY = 'arn:aws:iam::123456789012:policy/boundary';
const TRUST = '%7B%22Version%22%3A%222012-10-17%22%7D';

const role = (facts: Partial<Role> = {}): { Role: Role } => ({
  Role: {
    Path: '/',
    RoleName: 'worker',
    RoleId: 'AROA',
    Arn: ARN,
    CreateDate: new Date('2026-10-01T00:00:00Z'),
    AssumeRolePolicyDocument: TRUST,
    ...facts,
  },
});
const failure = (name: string) => Object.assign(new Error('No.'), { name });

beforeEach(() => {
  iam.reset();
  iam.on(GetRoleCommand).resolves(role());
  iam
    .on(ListAttachedRolePoliciesCommand)
    .resolves({ AttachedPolicies: [{ PolicyName: 'worker', PolicyArn: POLICY }] });
  iam.on(ListRolePoliciesCommand).resolves({ PolicyNames: ['inline'] });
  iam.on(GetPolicyCommand).callsFake(({ PolicyArn }: { PolicyArn: string }) => ({
    Policy: { Arn: PolicyArn, DefaultVersionId: 'v3' },
  }));
  iam
    .on(GetPolicyVersionCommand)
    .callsFake(({ PolicyArn, VersionId }: { PolicyArn: string; VersionId: string }) => ({
      PolicyVersion: { Document: `${PolicyArn} ${VersionId}`, VersionId },
    }));
  iam
    .on(GetRolePolicyCommand)
    .resolves({ RoleName: 'worker', PolicyName: 'inline', PolicyDocument: 'the inline document' });
});

test('keeps every document as it is, of the default version, and declares what it sends', async () => {
  iam
    .on(GetRoleCommand)
    .resolves(role({ PermissionsBoundary: { PermissionsBoundaryArn: BOUNDARY } }));
  const { items, operations } = await collectWith(iamRoles, spec);
  expect(items['worker']).toMatchObject({
    state: 'present',
    value: {
      arn: ARN,
      policies: [
        { name: 'worker', arn: POLICY, document: `${POLICY} v3` },
        { name: 'inline', arn: null, document: 'the inline document' },
      ],
      boundary: { arn: BOUNDARY, document: `${BOUNDARY} v3` },
    },
  });
  const item = items['worker'];
  expect(item?.state === 'present' && iamRoles.item.safeParse(item.value).success).toBe(true);
  expect(item?.state === 'present' && new Set(item.calls).size).toBe(8);
  expect(operations).toEqual(actionsOf(iamRoles));
});

test('a role without policies and without a boundary', async () => {
  iam.on(ListAttachedRolePoliciesCommand).resolves({ AttachedPolicies: [] });
  iam.on(ListRolePoliciesCommand).resolves({ PolicyNames: [] });
  const { items } = await collectWith(iamRoles, spec);
  expect(items['worker']).toMatchObject({
    state: 'present',
    value: { arn: ARN, policies: [], boundary: null },
  });
});

test('reads lists to their end, a thousand entries a page', async () => {
  iam
    .on(ListRolePoliciesCommand, { Marker: 'more' })
    .resolves({ PolicyNames: ['last'], IsTruncated: false });
  iam
    .on(ListRolePoliciesCommand, { Marker: undefined })
    .resolves({ PolicyNames: ['first'], IsTruncated: true, Marker: 'more' });
  const { items } = await collectWith(iamRoles, spec);
  const item = items['worker'];
  const names = item?.state === 'present' ? item.value.policies.map(({ name }) => name) : [];
  expect(names).toEqual(['worker', 'first', 'last']);
  const [first] = iam.commandCalls(ListRolePoliciesCommand);
  expect(first?.args[0].input.MaxItems).toBe(1000);
});

test('a role that IAM does not find is absent', async () => {
  iam.on(GetRoleCommand).rejects(failure('NoSuchEntityException'));
  expect((await collectWith(iamRoles, spec)).items['worker']?.state).toBe('absent');
  expect((await collectWith(roleTrust, spec)).items['worker']?.state).toBe('absent');
});

test('a role that is deleted while it is read is absent', async () => {
  iam.on(ListRolePoliciesCommand).rejects(failure('NoSuchEntityException'));
  expect((await collectWith(iamRoles, spec)).items['worker']?.state).toBe('absent');
});

test.each([
  ['GetRole', GetRoleCommand],
  ['ListAttachedRolePolicies', ListAttachedRolePoliciesCommand],
  ['ListRolePolicies', ListRolePoliciesCommand],
  ['GetPolicy', GetPolicyCommand],
  ['GetPolicyVersion', GetPolicyVersionCommand],
  ['GetRolePolicy', GetRolePolicyCommand],
])('without %s nothing is known of the role', async (name, command) => {
  iam.on(command as unknown as typeof GetRoleCommand).rejects(failure('AccessDenied'));
  const { items } = await collectWith(iamRoles, spec);
  expect(items['worker']).toMatchObject({
    state: 'unseen',
    cause: { kind: 'denied', code: 'AccessDenied', action: `iam:${name}` },
  });
});

test.each([
  ['GetPolicy', GetPolicyCommand],
  ['GetPolicyVersion', GetPolicyVersionCommand],
  ['GetRolePolicy', GetRolePolicyCommand],
])('a policy that %s does not find is no policy less', async (name, command) => {
  iam.on(command as unknown as typeof GetRoleCommand).rejects(failure('NoSuchEntityException'));
  const { items } = await collectWith(iamRoles, spec);
  expect(items['worker']).toMatchObject({
    state: 'unseen',
    cause: {
      kind: 'dependency',
      message: `iam:${name} does not find a policy that the role has just listed.`,
    },
  });
});

test.each([
  ['a role without an ARN', GetRoleCommand, role({ Arn: undefined })],
  ['another role', GetRoleCommand, role({ RoleName: 'gateway' })],
  ['a boundary without a policy', GetRoleCommand, role({ PermissionsBoundary: {} })],
  ['no list of attached policies', ListAttachedRolePoliciesCommand, {}],
  [
    'an attached policy without an ARN',
    ListAttachedRolePoliciesCommand,
    { AttachedPolicies: [{ PolicyName: 'worker' }] },
  ],
  ['no list of inline policies', ListRolePoliciesCommand, {}],
  [
    'a list that goes on without a marker',
    ListRolePoliciesCommand,
    { PolicyNames: ['inline'], IsTruncated: true },
  ],
  ['a policy without a default version', GetPolicyCommand, { Policy: { Arn: POLICY } }],
  ['a version without a document', GetPolicyVersionCommand, { PolicyVersion: { VersionId: 'v3' } }],
  ['an inline policy without a document', GetRolePolicyCommand, { PolicyName: 'inline' }],
])('is not seen: %s', async (_, command, answer) => {
  iam.on(command as unknown as typeof GetRoleCommand).resolves(answer as { Role: Role });
  const { items } = await collectWith(iamRoles, spec);
  expect(items['worker']).toMatchObject({
    state: 'unseen',
    cause: { kind: 'malformed-response' },
  });
});

test('the trust policy is known where the policies are denied', async () => {
  iam.on(ListRolePoliciesCommand).rejects(failure('AccessDenied'));
  const { items, operations } = await collectWith(roleTrust, spec);
  expect(items['worker']).toMatchObject({
    state: 'present',
    value: { arn: ARN, document: TRUST },
  });
  expect(operations).toEqual(actionsOf(roleTrust));
});

test('a role without a trust policy is not seen', async () => {
  iam.on(GetRoleCommand).resolves(role({ AssumeRolePolicyDocument: undefined }));
  const { items } = await collectWith(roleTrust, spec);
  expect(items['worker']).toMatchObject({
    state: 'unseen',
    cause: { kind: 'malformed-response' },
  });
});
