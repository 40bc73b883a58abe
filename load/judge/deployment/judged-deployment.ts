import type { DeploymentRecord } from '../../../core/load/deployment-record.ts';
import type { Sizing } from '../../../core/load/sizing.ts';
import type { Spec } from '../../../core/spec/spec.ts';
import type { JudgedWorkload } from '../judged-workload.ts';
import { clockRuling } from './clock-rule.ts';
import { withDeclaredPools } from './declared-pools.ts';
import { judgedDatabase, undecidedDatabase, type JudgedDatabase } from './judged-database.ts';
import { judgedService, undecidedService, type JudgedService } from './judged-service.ts';
import { loadedDatabase, usersOf } from './loaded-database.ts';
import { loadedService } from './loaded-service.ts';
import type { ResourceRuling } from './resource-ruling.ts';
import { rulingBy } from './rulings.ts';
import type { SentScenario } from './sent-scenario.ts';

/** What is ruled of all that a load test has to do with. */
export interface JudgedDeployment {
  readonly services: readonly JudgedService[];
  readonly databases: readonly JudgedDatabase[];
}

/**
 * What AWS reported says of each service that has workloads, and of each cluster that they use or that was watched.
 * @param asSent what the generator says of the same services: of a load that was not the planned one, AWS's figures say nothing
 */
export function judgedDeployment(
  spec: Spec,
  workloads: readonly JudgedWorkload[],
  scenarios: readonly SentScenario[],
  record: DeploymentRecord,
  { asSent, beganMs }: { readonly asSent: readonly Sizing[]; readonly beganMs: number },
): JudgedDeployment {
  const clock = clockRuling(record, scenarios);
  const invalid = asSent.find(({ verdict }) => verdict === 'INVALID');
  const services = [...new Set(workloads.map(({ service }) => service))].map((name) => {
    const own = record.services.filter(({ service }) => service === name);
    const [seen] = own;
    if (invalid !== undefined) return undecidedService(name, invalid.reason);
    const served = workloads.filter(({ service }) => service === name);
    const unsent = unsentOf(served, scenarios);
    if (unsent !== null) return undecidedService(name, unsent);
    if (seen === undefined || own.length > 1) {
      return undecidedService(name, unseenOf(own, `the service ${name}`));
    }
    const loaded = loadedService(spec, workloads, scenarios, seen);
    return loaded === null
      ? undecidedService(name, `The spec declares no service ${name}.`)
      : judgedService(loaded, clock, beganMs);
  });
  const times = [clock, ...confirmedTimes(services)];
  const databaseOf = (name: string) => {
    const own = record.databases.filter(({ cluster }) => cluster === name);
    const [seen] = own;
    if (invalid !== undefined) return undecidedDatabase(name, invalid.reason);
    const unsent = unsentOf(usersOf(spec, workloads, name), scenarios);
    if (unsent !== null) return undecidedDatabase(name, unsent);
    if (seen === undefined || own.length > 1) {
      return undecidedDatabase(name, unseenOf(own, `the cluster ${name}`));
    }
    const loaded = loadedDatabase(spec, workloads, scenarios, seen);
    return loaded === null
      ? undecidedDatabase(name, `The spec declares no cluster ${name}.`)
      : judgedDatabase(loaded, clock, times);
  };
  const databases = clustersOf(spec, workloads, record).map((name) =>
    withDeclaredPools(spec, databaseOf(name)),
  );
  return { services, databases };
}

/** Why not all of the load of some workloads was sent: what was measured is of less. Null when every scenario had each of them. */
function unsentOf(
  workloads: readonly JudgedWorkload[],
  scenarios: readonly SentScenario[],
): string | null {
  for (const { name } of workloads) {
    const without = scenarios.find(
      ({ measurements }) => !measurements.some(({ workload }) => workload.name === name),
    );
    if (without !== undefined) {
      return `In the ${without.kind} nothing was sent of the workload ${name}.`;
    }
  }
  return null;
}

function unseenOf(own: readonly unknown[], what: string): string {
  return own.length === 0
    ? `What AWS reported has nothing of ${what}.`
    : `What AWS reported has ${what} ${own.length} times.`;
}

/**
 * What shows that AWS's times are those of the load. A cluster has no count of requests of its own: it rests on those of the services,
 * or else on CPU that follows the load.
 */
function confirmedTimes(services: readonly JudgedService[]): readonly ResourceRuling[] {
  const of = (rule: 'A2' | 'A4') =>
    services.flatMap(({ resource }) => resource.rulings.filter((one) => one.rule === rule));
  const counted = of('A2').filter(({ verdict }) => verdict !== 'NOT-APPLICABLE');
  if (counted.length > 0) return counted;
  const follows = of('A4');
  return follows.length > 0
    ? follows
    : [rulingBy('A2', null)('INCONCLUSIVE', 'Nothing shows that its times are those of the load.')];
}

/** The declared clusters that a service of a workload uses, and those that were watched. */
function clustersOf(
  { aurora, load }: Spec,
  workloads: readonly JudgedWorkload[],
  { databases }: DeploymentRecord,
): readonly string[] {
  const used = workloads.flatMap(({ service }) => load?.databasePools?.[service]?.aurora ?? []);
  const watched = databases.map(({ cluster }) => cluster);
  return [...new Set([...used, ...watched])].filter((name) => aurora?.[name] !== undefined);
}
