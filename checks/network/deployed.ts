import type { Subnet, Subnets } from '../../collectors/aws/ec2/subnets.ts';

export interface DeployedSubnet {
  readonly id: string;
  readonly subnet: Subnet;
}

/** The subnet with a Name tag; null when there is none, `several` when the tag does not say which. */
export function subnetNamed(
  subnets: Subnets | null,
  name: string,
): DeployedSubnet | 'several' | null {
  const [found, ...others] = Object.entries(subnets ?? {}).filter(
    ([, subnet]) => subnet.name === name,
  );
  if (found === undefined) return null;
  return others.length > 0 ? 'several' : { id: found[0], subnet: found[1] };
}

export const NO_SUBNET = 'The subnet does not exist.';
export const SEVERAL_SUBNETS = 'Several subnets of the VPC have the declared Name tag.';
export const NO_TABLE = 'The route tables of the VPC do not say which one holds for the subnet.';

/** The ARN of a subnet as a finding's resource, when AWS gave it. */
export function resourceOf({ subnet: { arn } }: DeployedSubnet): { resource?: string } {
  return arn === null ? {} : { resource: arn };
}
