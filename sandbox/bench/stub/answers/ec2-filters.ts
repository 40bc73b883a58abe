import type { Filter } from '@aws-sdk/client-ec2';
import { VPC } from '../../estate.ts';
import { StubRefusal } from '../pages.ts';

export function valuesOf(filters: readonly Filter[] | undefined, name: string) {
  return filters?.find((filter) => filter.Name === name)?.Values;
}

/** Every list that is asked for here is of one VPC; a call that is not would be a waste. */
export function refuseOtherVpc(filters: readonly Filter[] | undefined): void {
  if (valuesOf(filters, 'vpc-id')?.[0] === VPC.id) return;
  throw new StubRefusal('InvalidVpcID.NotFound', 'The list is not asked for by the VPC.');
}
