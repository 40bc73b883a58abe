import type { ServiceSpec } from '../../../core/spec/sections/clusters.ts';
import type { Spec } from '../../../core/spec/spec.ts';

/** A quota that the planned peak needs a part of. */
export interface PlannedQuota {
  /** In words, and unique. */
  readonly name: string;
  readonly serviceCode: string;
  readonly quotaCode: string;
  /** How much of it the spec's own resources take when all services have scaled out. */
  readonly peak: number;
}

/**
 * The quotas of the account that the declared resources count against, with what they take. Codes are those of Service
 * Quotas: https://docs.aws.amazon.com/general/latest/gr/aws-service-information.html
 */
export function plannedQuotas(spec: Spec): readonly PlannedQuota[] {
  const services = Object.values(spec.clusters ?? {}).flatMap((cluster) =>
    Object.values(cluster.services),
  );
  const tasks = sum(services.map(maxTasks));
  const on = (provider: string) =>
    sum(
      services.map((service) =>
        runsOn(service, provider) ? (maxTasks(service) * service.task.cpuUnits) / CPU_UNITS : 0,
      ),
    );
  const { network } = spec;
  const zones = new Set(Object.values(network?.subnets ?? {}).map((each) => each.availabilityZone));
  const nats = natGateways(network?.nat.mode ?? 'none', zones.size);
  const endpoints = (network?.endpoints.interface.length ?? 0) * zones.size;
  const clusters = Object.values(spec.aurora ?? {});
  const instances = sum(clusters.map(({ readers }) => readers + 1));
  const balancers = Object.values(spec.loadBalancers ?? {});
  const balancerNodes = sum(balancers.map(({ subnets }) => subnets.length));
  const quota = (name: string, serviceCode: string, quotaCode: string, peak: number) => {
    return { name, serviceCode, quotaCode, peak };
  };
  return [
    quota('Fargate On-Demand vCPUs', 'fargate', 'L-3032A538', on('FARGATE')),
    quota('Fargate Spot vCPUs', 'fargate', 'L-36FBB829', on('FARGATE_SPOT')),
    quota(
      'network interfaces',
      'vpc',
      'L-DF5E4CA3',
      tasks + nats + endpoints + instances + balancerNodes,
    ),
    quota('security groups', 'vpc', 'L-E79EC296', Object.keys(spec.securityGroups ?? {}).length),
    quota('NAT gateways per zone', 'vpc', 'L-FE5A380F', nats > 0 ? 1 : 0),
    quota('Elastic IP addresses', 'ec2', 'L-0263D0A3', nats),
    quota('RDS instances', 'rds', 'L-7B6409FD', instances),
    quota('RDS clusters', 'rds', 'L-952B80B8', clusters.length),
  ].filter(({ peak }) => peak > 0);
}

/** ECS counts a vCPU as so many units. */
const CPU_UNITS = 1024;

function maxTasks({ scaling, desiredCount = 0 }: ServiceSpec): number {
  const scheduled = Object.values(scaling?.scheduled ?? {}).flatMap((action) => [
    action.minTasks ?? 0,
    action.maxTasks ?? 0,
  ]);
  return Math.max(scaling?.maxTasks ?? desiredCount, ...scheduled);
}

/** Without a strategy tasks run on demand. Whatever the weights, all tasks may land on one provider. */
function runsOn({ capacity = [] }: ServiceSpec, provider: string): boolean {
  return capacity.length === 0
    ? provider === 'FARGATE'
    : capacity.some((each) => each.provider === provider);
}

function natGateways(mode: 'per-zone' | 'single' | 'regional' | 'none', zones: number): number {
  switch (mode) {
    case 'per-zone':
    case 'regional':
      return zones;
    case 'single':
      return 1;
    case 'none':
      return 0;
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
