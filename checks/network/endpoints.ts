import type { VpcEndpoint } from '../../collectors/aws/ec2/vpc-endpoints.ts';

/** An endpoint as the spec names it: by the service's suffix, such as `ecr.api`. */
export interface DeclaredEndpoint {
  readonly type: 'Interface' | 'Gateway';
  readonly service: string;
}

/** Whether a deployed endpoint is for the declared service: `com.amazonaws.us-east-1.ecr.api`, in China `cn.com.amazonaws…`. */
export function isFor(
  { service, type }: VpcEndpoint,
  declared: DeclaredEndpoint,
  region: string,
): boolean {
  return type === declared.type && service?.endsWith(`.${region}.${declared.service}`) === true;
}

/** EC2 writes states in small letters where its documentation has capitals. */
export function stateOf({ state }: VpcEndpoint): string | null {
  return state?.toLowerCase() ?? null;
}

/** True when the endpoint is in use for a subnet with the route table: by its name, or by a route. */
export function serves(
  endpoint: VpcEndpoint,
  declared: DeclaredEndpoint,
  routeTable: string,
  region: string,
): boolean {
  if (!isFor(endpoint, declared, region) || stateOf(endpoint) !== 'available') return false;
  return declared.type === 'Gateway'
    ? endpoint.routeTables?.includes(routeTable) === true
    : endpoint.privateDns === true && (endpoint.subnets ?? []).length > 0;
}
