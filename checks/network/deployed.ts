import type { PrefixLists as ListItems } from '../../collectors/aws/ec2/prefix-lists.ts';
import type { RouteTable } from '../../collectors/aws/ec2/route-tables.ts';
import type { Subnet, Subnets } from '../../collectors/aws/ec2/subnets.ts';
import type { Artifact } from '../../core/check.ts';
import { unknown, type Judgement } from '../../core/judgement.ts';
import type { PrefixLists } from '../sg/algebra/coverage.ts';
import { addressesIn } from '../sg/deployed.ts';

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

export const NO_VPC = 'The VPC does not exist.';
export const NO_SUBNET = 'The subnet does not exist.';
export const SEVERAL_SUBNETS = 'Several subnets of the VPC have the declared Name tag.';
export const NO_TABLE = 'The route tables of the VPC do not say which one holds for the subnet.';

/** The ARN of a subnet as a finding's resource, when AWS gave it. */
export function resourceOf({ subnet: { arn } }: DeployedSubnet): { resource?: string } {
  return arn === null ? {} : { resource: arn };
}

/**
 * The prefix lists that routes of the table lead to an internet gateway, as far as they were read. They are asked for
 * only where there are such routes: what is not needed and not seen would cost the pass.
 */
export function routeLists(
  table: RouteTable,
  vpc: string,
  lists: Artifact<ListItems>,
): PrefixLists {
  const listed = hasGatewayLists(table) ? lists.look(vpc) : null;
  return addressesIn(listed?.state === 'present' ? listed.value : []);
}

/** A route that cannot be read decides nothing. Throws when that is for prefix lists that were not seen. */
export function undecidedRoutes(
  table: RouteTable,
  vpc: string,
  lists: Artifact<ListItems>,
): Judgement {
  if (hasGatewayLists(table)) lists.get(vpc);
  return unknown('A route of the subnet cannot be read.');
}

function hasGatewayLists({ routes }: RouteTable): boolean {
  return routes.some(
    ({ destination, target }) =>
      target?.startsWith('igw-') === true && destination?.startsWith('pl-') === true,
  );
}
