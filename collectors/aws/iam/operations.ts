import type {
  ListRolesCommandInput,
  ListRolesCommandOutput,
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
import type { Operation, PartialFailure } from '../../../core/aws.ts';

const ABSENT = ['NoSuchEntityException', 'NoSuchEntity'];

/** Entries that one page holds, at most. https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListAttachedRolePolicies.html */
const PAGE = { parameter: 'MaxItems', maximum: 1000 } as const;

export const getRole: Operation<GetRoleCommandInput, GetRoleCommandOutput> = {
  service: 'iam',
  name: 'GetRole',
  action: 'iam:GetRole',
  bucket: 'iam',
  required: ['Role'],
  absentCodes: ABSENT,
  pages: null,
};

export const listAttachedRolePolicies: Operation<
  ListAttachedRolePoliciesCommandInput,
  ListAttachedRolePoliciesCommandOutput
> = {
  service: 'iam',
  name: 'ListAttachedRolePolicies',
  action: 'iam:ListAttachedRolePolicies',
  bucket: 'iam',
  required: ['AttachedPolicies'],
  absentCodes: ABSENT,
  pages: { inputToken: 'Marker', outputToken: 'Marker', items: 'AttachedPolicies', size: PAGE },
  partialFailures: cutOff,
};

export const listRolePolicies: Operation<
  ListRolePoliciesCommandInput,
  ListRolePoliciesCommandOutput
> = {
  service: 'iam',
  name: 'ListRolePolicies',
  action: 'iam:ListRolePolicies',
  bucket: 'iam',
  required: ['PolicyNames'],
  absentCodes: ABSENT,
  pages: { inputToken: 'Marker', outputToken: 'Marker', items: 'PolicyNames', size: PAGE },
  partialFailures: cutOff,
};

export const getPolicy: Operation<GetPolicyCommandInput, GetPolicyCommandOutput> = {
  service: 'iam',
  name: 'GetPolicy',
  action: 'iam:GetPolicy',
  bucket: 'iam',
  required: ['Policy'],
  absentCodes: ABSENT,
  pages: null,
};

export const getPolicyVersion: Operation<
  GetPolicyVersionCommandInput,
  GetPolicyVersionCommandOutput
> = {
  service: 'iam',
  name: 'GetPolicyVersion',
  action: 'iam:GetPolicyVersion',
  bucket: 'iam',
  required: ['PolicyVersion'],
  absentCodes: ABSENT,
  pages: null,
};

export const getRolePolicy: Operation<GetRolePolicyCommandInput, GetRolePolicyCommandOutput> = {
  service: 'iam',
  name: 'GetRolePolicy',
  action: 'iam:GetRolePolicy',
  bucket: 'iam',
  required: ['PolicyDocument'],
  absentCodes: ABSENT,
  pages: null,
};

/** IAM says with a flag that there is more; without a marker nobody can ask for it. */
function cutOff(output: {
  readonly IsTruncated?: boolean | undefined;
  readonly Marker?: string | undefined;
}): readonly PartialFailure[] {
  if (output.IsTruncated !== true || (output.Marker ?? '') !== '') return [];
  return [{ item: '', reason: 'The list goes on, and AWS gives no marker.', absent: false }];
}

/** Without their tags. https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListRoles.html */
export const listRoles: Operation<ListRolesCommandInput, ListRolesCommandOutput> = {
  service: 'iam',
  name: 'ListRoles',
  action: 'iam:ListRoles',
  bucket: 'iam',
  required: ['Roles'],
  absentCodes: [],
  pages: { inputToken: 'Marker', outputToken: 'Marker', items: 'Roles', size: PAGE },
  partialFailures: cutOff,
};
