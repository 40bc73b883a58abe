import type { Spec } from '../spec.ts';
import type { Names } from './complaint.ts';

/** Every name of a spec that something else may refer to. */
export interface Declared {
  readonly aurora: Names;
  readonly buses: Names;
  readonly clusters: Names;
  readonly kmsKeys: Names;
  readonly loadBalancers: Names;
  readonly logGroups: Names;
  readonly queues: Names;
  readonly repositories: Names;
  readonly roles: Names;
  readonly rules: Names;
  readonly secrets: Names;
  readonly securityGroups: Names;
  readonly services: Names;
  readonly subnets: Names;
  readonly tables: Names;
  readonly targetGroups: Names;
  readonly topics: Names;
  readonly webAcls: Names;
}

export function declaredIn(spec: Spec): Declared {
  const clusters = Object.values(spec.clusters ?? {});
  const buses = Object.values(spec.buses ?? {});
  return {
    aurora: names('Aurora cluster', 'aurora declares', keys(spec.aurora)),
    buses: names('event bus', 'buses declares', keys(spec.buses)),
    clusters: names('cluster', 'clusters declares', keys(spec.clusters)),
    kmsKeys: names('KMS key', 'kmsKeys declares', keys(spec.kmsKeys)),
    loadBalancers: names('load balancer', 'loadBalancers declares', keys(spec.loadBalancers)),
    logGroups: names('log group', 'logGroups declares', keys(spec.logGroups)),
    queues: names('queue', 'queues declares', keys(spec.queues)),
    repositories: names('repository', 'repositories declares', keys(spec.repositories)),
    roles: names('role', 'roles declares', keys(spec.roles)),
    rules: names(
      'rule',
      'buses',
      buses.flatMap(({ rules }) => keys(rules)),
    ),
    secrets: names('secret', 'secrets declares', keys(spec.secrets)),
    securityGroups: names('security group', 'securityGroups declares', keys(spec.securityGroups)),
    services: names(
      'service',
      'clusters',
      clusters.flatMap(({ services }) => keys(services)),
    ),
    subnets: names('subnet', 'network.subnets declares', keys(spec.network?.subnets)),
    tables: names('table', 'tables declares', keys(spec.tables)),
    targetGroups: names('target group', 'targetGroups declares', keys(spec.targetGroups)),
    topics: names('topic', 'topics declares', keys(spec.topics)),
    webAcls: names('web ACL', 'webAcls declares', keys(spec.webAcls)),
  };
}

export function names(kind: string, lead: string, of: Iterable<string>): Names {
  return { kind, lead, names: new Set(of) };
}

function keys(section: object | undefined): readonly string[] {
  return Object.keys(section ?? {});
}
