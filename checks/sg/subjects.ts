import type { Subject } from '../../core/check.ts';
import type { SecurityGroupSpec } from '../../core/spec/sections/security-groups.ts';
import type { Spec } from '../../core/spec/spec.ts';

export interface GroupSubject extends Subject {
  /** The name of the VPC in which the group is looked for; empty when the spec declares none, so that nothing is found. */
  readonly vpc: string;
  /** The group's name. */
  readonly group: string;
  readonly declared: SecurityGroupSpec;
}

/** Every declared security group. */
export function declaredGroups(spec: Spec): readonly GroupSubject[] {
  const vpc = vpcOf(spec);
  return Object.entries(spec.securityGroups ?? {}).map(([group, declared]) => ({
    name: group,
    path: ['securityGroups', group],
    vpc,
    group,
    declared,
  }));
}

/** The declared VPC, for what is true of all of its groups. */
export function declaredVpc(spec: Spec): readonly (Subject & { readonly vpc: string })[] {
  return spec.network === undefined
    ? []
    : [{ name: vpcOf(spec), path: ['network', 'vpc'], vpc: vpcOf(spec) }];
}

/** The key of the artifacts of the declared VPC. */
export function vpcOf(spec: Spec): string {
  return spec.network?.vpc.name ?? '';
}

export const NO_VPC = 'The spec declares no VPC.';
export const NO_GROUPS = 'The spec declares no security group.';
