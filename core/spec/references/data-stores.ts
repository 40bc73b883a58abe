import type { AuroraClusterSpec } from '../sections/aurora.ts';
import type { Spec } from '../spec.ts';
import { allDeclared, complain, declaredIfAny, type Complaint } from './complaint.ts';
import type { Declared } from './declared.ts';

/** What Aurora clusters, backups and the migration name, and what of one cluster must fit together. */
export function dataStoreComplaints(spec: Spec, declared: Declared): readonly Complaint[] {
  const clusters = Object.entries(spec.aurora ?? {}).flatMap(([name, cluster]) =>
    clusterComplaints(name, cluster, spec, declared),
  );
  const plans = Object.entries(spec.backup?.plans ?? {}).flatMap(([name, plan]) => {
    const path = ['backup', 'plans', name];
    return [
      ...allDeclared([...path, 'aurora'], plan.aurora ?? [], declared.aurora),
      ...allDeclared([...path, 'tables'], plan.tables ?? [], declared.tables),
      ...(plan.copyToRegion === spec.account.region
        ? [
            complain(
              [...path, 'copyToRegion'],
              'a copy in the same region does not outlive the region',
            ),
          ]
        : []),
    ];
  });
  const target = declaredIfAny(['migration', 'target'], spec.migration?.target, declared.aurora);
  return [...clusters, ...plans, ...target];
}

function clusterComplaints(
  name: string,
  cluster: AuroraClusterSpec,
  { network }: Spec,
  declared: Declared,
): readonly Complaint[] {
  const path = ['aurora', name];
  const { capacity, subnetGroup, securityGroups, availabilityZones } = cluster;
  const zones = new Set(
    subnetGroup.subnets.flatMap((subnet) =>
      Object.hasOwn(network?.subnets ?? {}, subnet)
        ? [network?.subnets[subnet]?.availabilityZone]
        : [],
    ),
  );
  const subnetsDeclared = allDeclared(
    [...path, 'subnetGroup', 'subnets'],
    subnetGroup.subnets,
    declared.subnets,
  );
  return [
    ...subnetsDeclared,
    ...allDeclared([...path, 'securityGroups'], securityGroups, declared.securityGroups),
    ...(capacity.minAcu <= capacity.maxAcu
      ? []
      : [complain([...path, 'capacity', 'minAcu'], 'minAcu is greater than maxAcu')]),
    // https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-serverless-v2.setting-capacity.html
    ...(capacity.maxAcu >= 1
      ? []
      : [complain([...path, 'capacity', 'maxAcu'], 'the maximum is at least 1 ACU')]),
    ...(subnetsDeclared.length > 0 || zones.size >= availabilityZones
      ? []
      : [
          complain(
            [...path, 'availabilityZones'],
            'the subnets of the subnet group do not stand in so many zones',
          ),
        ]),
    ...poolerComplaints(path, cluster, declared),
  ];
}

function poolerComplaints(
  path: readonly string[],
  { pooler, poolMode, proxy }: AuroraClusterSpec,
  declared: Declared,
): readonly Complaint[] {
  const isProxied = pooler === 'rds-proxy';
  return [
    ...(poolMode !== undefined && pooler !== 'pgbouncer'
      ? [complain([...path, 'poolMode'], 'only pgbouncer has a pool mode')]
      : []),
    ...(isProxied && proxy === undefined
      ? [complain([...path, 'pooler'], 'rds-proxy needs the proxy that it stands for')]
      : []),
    ...(!isProxied && proxy !== undefined
      ? [complain([...path, 'proxy'], 'a proxy is there only where pooler is rds-proxy')]
      : []),
    ...allDeclared([...path, 'proxy', 'subnets'], proxy?.subnets ?? [], declared.subnets),
  ];
}
