import { ecsServices, type EcsService } from '../../collectors/aws/ecs/services.ts';
import { targetGroups } from '../../collectors/aws/elastic-load-balancing-v2/target-groups.ts';
import {
  targetHealth,
  type Target,
} from '../../collectors/aws/elastic-load-balancing-v2/target-health.ts';
import type { Artifact } from '../../core/check.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown, unsettled } from '../../core/judgement.ts';
import { isWithin, rolloutBegan } from '../ecs/settling.ts';
import { declaredGroups, NO_GROUPS, type GroupSubject } from './subjects.ts';

/** Targets that are on their way in or out. */
const MOVING: ReadonlySet<string | null> = new Set(['initial', 'draining', 'unhealthy.draining']);

/** The least zones of a target group, whatever is declared: one that is lost must not take all of its traffic. */
const MIN_ZONES = 2;

export default defineCheck({
  id: 'elb/targets-healthy',
  title: 'As many targets are healthy as must be, in as many zones as declared and in two at least',
  risk: 'The load balancer has nowhere to send the traffic of the cutover, or a lost zone takes all of it.',
  remediation:
    'Act on the reason that the target group gives: the health check, the security groups or the application.',
  fix: {
    cli: 'aws elbv2 describe-target-health --target-group-arn <arn>',
    cdk: 'new elbv2.ApplicationTargetGroup(this, "<id>", { healthCheck: { path: "<path>", healthyHttpCodes: "200" } })',
  },
  severity: 'critical',
  resourceType: 'AWS::ElasticLoadBalancingV2::TargetGroup',
  references: [
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html',
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_TargetHealth.html',
  ],
  controls: [],
  proves: ['security/load-balancer', 'ecs/container-ready'],
  needs: { groups: targetGroups, health: targetHealth, services: ecsServices },
  none: NO_GROUPS,
  subjects: declaredGroups,

  evaluate(subject, { groups, health, services }, { takenAt }) {
    const { name, declared } = subject;
    const requiredZones = Math.max(MIN_ZONES, declared.availabilityZones);
    const declaredExpected = { availabilityZones: requiredZones };
    const group = groups.get(name);
    const targets = group === null ? null : health.get(name);
    if (group === null || targets === null) {
      return fail('The target group does not exist.', declaredExpected, {});
    }
    const resource = { resource: group.arn };
    const healthy = targets.filter(({ state }) => state === 'healthy');
    const zones = zonesOf(healthy);
    const actual = { healthy: healthy.length, zones, states: statesOf(targets) };
    const told = { ...resource, details: targets.flatMap(troubleOf) };
    if (targets.length === 0) {
      return fail('The target group has no target.', declaredExpected, actual, resource);
    }
    if (targets.some(({ reason }) => reason === 'Target.NotInUse')) {
      return fail('No load balancer uses the target group.', declaredExpected, actual, told);
    }

    const running = declared.minimumHealthy ?? runningTasks(subject, services);
    if (running === 'absent') {
      return fail('A service of the target group does not exist.', declaredExpected, actual, told);
    }
    if (running === null) return unknown('ECS does not say how many tasks are running.');
    const required = Math.max(1, running);
    const expected = { ...declaredExpected, healthy: required };

    const moving = targets.filter(({ state }) => MOVING.has(state));
    // Asked for only when something is missing: a pass does not rest on it.
    const isSettling = () =>
      moving.length > 0 && mayMove(subject, services, healthy.length, takenAt);
    if (healthy.length < required) {
      if (healthy.length + moving.length >= required && isSettling()) {
        return unsettled('Targets are being registered or drained.', expected, actual, told);
      }
      const untold = targets.filter(({ state }) => state === null || state === 'unavailable');
      if (healthy.length + untold.length >= required) {
        return unknown('AWS does not tell the health of all targets.');
      }
      return fail('Fewer targets are healthy than must be.', expected, actual, told);
    }
    if (zones.length < requiredZones) {
      if (isSettling()) {
        return unsettled('Targets are being registered or drained.', expected, actual, told);
      }
      if (healthy.some(({ availabilityZone }) => availabilityZone === null)) {
        return unknown('AWS does not say in which zones the healthy targets stand.');
      }
      return fail('The healthy targets stand in too few zones.', expected, actual, told);
    }
    return pass(expected, actual, told);
  },
});

/** The zones that are named. `all` stands for an address outside of the VPC and names none. */
function zonesOf(targets: readonly Target[]): readonly string[] {
  const zones = targets.flatMap(({ availabilityZone }) =>
    availabilityZone === null || availabilityZone === 'all' ? [] : [availabilityZone],
  );
  return [...new Set(zones)].sort();
}

function statesOf(targets: readonly Target[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { state } of targets) {
    counts[state ?? 'not given'] = (counts[state ?? 'not given'] ?? 0) + 1;
  }
  return counts;
}

function troubleOf({ id, port, state, reason }: Target): readonly string[] {
  if (state === 'healthy') return [];
  const why = reason === null ? '' : ` (${reason})`;
  return [`Target ${id ?? 'without an id'}:${port ?? '?'} is ${state ?? 'without a state'}${why}.`];
}

/** The running tasks of all services of the group; null when ECS leaves a count out. Zero when no service is declared. */
function runningTasks({ users }: GroupSubject, services: Artifact<EcsService>) {
  let sum = 0;
  for (const { name } of users) {
    const service = services.get(name);
    if (service === null) return 'absent';
    if (service.runningCount === null) return null;
    sum += service.runningCount;
  }
  return sum;
}

/**
 * Whether moving targets are to be expected: shortly after a rollout, while scaling adds tasks to the least that it
 * leaves, or when no declared service tells since when. AWS itself ends the registration of a target.
 */
function mayMove(
  { users, declared }: GroupSubject,
  services: Artifact<EcsService>,
  healthy: number,
  takenAt: number,
): boolean {
  if (users.length === 0) return true;
  const least = users.reduce((sum, user) => sum + (user.declared.scaling?.minTasks ?? Infinity), 0);
  if (healthy >= least) return true;
  return users.some(({ name }) => {
    // A service that is not seen may be the one in a rollout.
    const service = services.get(name);
    return service !== null && isWithin(rolloutBegan(service), declared.settleMinutes, takenAt);
  });
}
