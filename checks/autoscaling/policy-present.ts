import {
  scalingPolicies,
  type ScalingPolicies,
  type ScalingPolicyItem,
} from '../../collectors/aws/application-auto-scaling/scaling-policies.ts';
import { ecsServices } from '../../collectors/aws/ecs/services.ts';
import { targetGroups } from '../../collectors/aws/elastic-load-balancing-v2/target-groups.ts';
import { defineCheck } from '../../core/check.ts';
import type { Json } from '../../core/json.ts';
import { fail, pass, unknown } from '../../core/judgement.ts';
import type { ScalingPolicySpec } from '../../core/spec/sections/clusters.ts';
import { NO_SERVICES } from '../ecs/subjects.ts';
import { followsQueue, isPerTask } from './queue-depth.ts';
import { isTargetOf, requestCountLabels } from './request-count.ts';
import { scaledServices, type ScaledSubject } from './subjects.ts';

/** Application Auto Scaling's own for ECS services, when a policy states none. https://docs.aws.amazon.com/autoscaling/application/APIReference/API_TargetTrackingScalingPolicyConfiguration.html */
const DEFAULT_COOLDOWN_SECONDS = 300;

export default defineCheck({
  id: 'autoscaling/policy-present',
  title: 'The ECS service has each declared scaling policy, with its target and cooldowns',
  risk: 'The service is registered for scaling and never scales, or scales by another signal than planned.',
  remediation: 'Put the declared scaling policies on the scalable target of the service.',
  fix: {
    cli: 'aws application-autoscaling put-scaling-policy --service-namespace ecs --scalable-dimension ecs:service:DesiredCount --resource-id service/<cluster>/<service> --policy-name <name> --policy-type TargetTrackingScaling --target-tracking-scaling-policy-configuration file://<policy>.json',
    cdk: 'scaling.scaleOnCpuUtilization("<id>", { targetUtilizationPercent: <percent>, scaleInCooldown: Duration.seconds(<seconds>), scaleOutCooldown: Duration.seconds(<seconds>) })',
  },
  severity: 'high',
  resourceType: 'AWS::ApplicationAutoScaling::ScalingPolicy',
  references: [
    'https://docs.aws.amazon.com/autoscaling/application/APIReference/API_TargetTrackingScalingPolicyConfiguration.html',
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-autoscaling-targettracking.html',
  ],
  controls: [],
  proves: ['ecs/autoscaling'],
  needs: { policies: scalingPolicies, services: ecsServices, groups: targetGroups },
  none: NO_SERVICES,
  subjects: (spec) =>
    scaledServices(spec).map((subject) =>
      subject.scaling !== null && Object.keys(subject.scaling.policies).length === 0
        ? { ...subject, notApplicable: 'The spec declares no scaling policy of the service.' }
        : subject,
    ),

  evaluate(subject, { policies, services, groups }) {
    const { name, scaling, declared } = subject;
    const wanted = Object.entries(scaling?.policies ?? {});
    if (wanted.length === 0) return unknown('The spec declares no scaling policy of the service.');
    const expected = {
      policies: Object.fromEntries(wanted.map(([key, policy]) => [key, declaredFacts(policy)])),
    };
    const found = policies.get(name);
    if (found === null || found.length === 0) {
      return fail('The service has no scaling policy.', expected, { policies: [] });
    }
    const actual = { policies: found.map(factsOf) };

    const followers = wanted.map(([key, policy]) => {
      const candidates = found.filter((candidate) => follows(candidate, policy));
      const differences = candidates.map((candidate) => differencesOf(candidate, policy, subject));
      // What is right has to be right of one and the same policy.
      const met = candidates.filter((_, index) => differences[index]?.length === 0);
      const isUnderstood = met.some((candidate) => isKnownToFollow(candidate, policy, subject));
      return { key, policy, found: candidates, differences: differences.flat(), met, isUnderstood };
    });
    const missing = followers.filter((entry) => entry.found.length === 0);
    if (missing.length > 0) {
      return fail('A declared scaling policy is missing.', expected, actual, {
        details: missing.map(({ key }) => `No policy follows the metric of ${key}.`),
      });
    }
    if (followers.some((entry) => entry.found.some(hasNoTarget))) {
      return unknown('AWS does not give the target of a scaling policy.');
    }
    const differing = followers.flatMap(({ key, differences, met }) =>
      met.length > 0 ? [] : differences.map((what) => `The policy for ${key} ${what}.`),
    );
    if (differing.length > 0) {
      return fail('A scaling policy is not as declared.', expected, actual, { details: differing });
    }
    // A policy that nobody declared may do so, and may do so by any signal.
    const declaredOnes = followers.flatMap(({ met }) => met);
    if (declaredOnes.every(({ targetTracking }) => targetTracking?.disableScaleIn === true)) {
      return fail('No declared scaling policy may scale in.', expected, actual);
    }

    const byRequests = followers.filter(({ policy }) => isByRequests(policy));
    if (byRequests.length > 0) {
      // A label goes on naming a load balancer or target group after it was replaced.
      if (declared.loadBalancer === undefined) {
        return unknown('The spec names no target group whose requests the service scales by.');
      }
      const group = groups.get(declared.loadBalancer.targetGroup);
      if (group === null) {
        return fail('The target group of the service does not exist.', expected, actual);
      }
      const service = services.get(name);
      if (service === null) return fail('The service does not exist.', expected, actual);
      if (group.loadBalancerArns === null) {
        return unknown('AWS does not say which load balancers the target group stands behind.');
      }
      if (byRequests.some(({ met }) => met.some(hasNoLabel))) {
        return unknown('AWS does not say whose requests a scaling policy counts.');
      }
      const labels = isTargetOf(service, group) ? requestCountLabels(group) : [];
      const isCurrent = byRequests.every(({ met }) =>
        met.some(({ targetTracking }) =>
          labels.includes(targetTracking?.predefined?.resourceLabel ?? ''),
        ),
      );
      if (!isCurrent) {
        return fail(
          'A scaling policy counts the requests of another target group than that of the service.',
          { ...expected, resourceLabels: labels },
          actual,
        );
      }
    }
    if (followers.some(({ isUnderstood }) => !isUnderstood)) {
      return unknown('A scaling policy tracks a formula that is not understood.');
    }
    return pass(expected, actual);
  },
});

function isByRequests(policy: ScalingPolicySpec): boolean {
  return policy.kind === 'target-tracking' && policy.metric === 'ALBRequestCountPerTarget';
}

function hasNoTarget({ targetTracking }: ScalingPolicyItem): boolean {
  return (targetTracking?.targetValue ?? null) === null;
}

function hasNoLabel({ targetTracking }: ScalingPolicyItem): boolean {
  return (targetTracking?.predefined?.resourceLabel ?? null) === null;
}

function follows(candidate: ScalingPolicyItem, policy: ScalingPolicySpec): boolean {
  if (candidate.type !== 'TargetTrackingScaling') return false;
  switch (policy.kind) {
    case 'target-tracking':
      return candidate.targetTracking?.predefined?.metric === policy.metric;
    case 'queue-depth':
      return followsQueue(candidate, policy.queue);
  }
}

/** Whether it is certain that the metric of a policy is the declared one, and not one that may be. */
function isKnownToFollow(
  candidate: ScalingPolicyItem,
  policy: ScalingPolicySpec,
  { cluster, service }: ScaledSubject,
): boolean {
  switch (policy.kind) {
    case 'target-tracking':
      return true;
    case 'queue-depth':
      return isPerTask(candidate, { queue: policy.queue, cluster, service }) === true;
  }
}

/** What about a policy is not as declared; each the end of a sentence that begins with the policy. */
function differencesOf(
  candidate: ScalingPolicyItem,
  policy: ScalingPolicySpec,
  { cluster, service }: ScaledSubject,
): readonly string[] {
  const tracking = candidate.targetTracking;
  const { target, scaleOutCooldownSeconds: out, scaleInCooldownSeconds: into } = policy;
  const differences: string[] = [];
  if (tracking?.targetValue !== target) differences.push('has another target');
  if (!isCooldown(tracking?.scaleOutCooldownSeconds, out)) {
    differences.push('has another cooldown for scaling out');
  }
  if (!isCooldown(tracking?.scaleInCooldownSeconds, into)) {
    differences.push('has another cooldown for scaling in');
  }
  if (
    policy.kind === 'queue-depth' &&
    isPerTask(candidate, { queue: policy.queue, cluster, service }) === false
  ) {
    differences.push('does not divide the messages by the tasks of the service');
  }
  return differences;
}

function isCooldown(actual: number | null | undefined, declared: number | undefined): boolean {
  return declared === undefined || (actual ?? DEFAULT_COOLDOWN_SECONDS) === declared;
}

function declaredFacts(policy: ScalingPolicySpec): Json {
  return {
    metric: policy.kind === 'queue-depth' ? `messages in ${policy.queue} per task` : policy.metric,
    target: policy.target,
    scaleOutCooldownSeconds: policy.scaleOutCooldownSeconds ?? null,
    scaleInCooldownSeconds: policy.scaleInCooldownSeconds ?? null,
  };
}

function factsOf({ name, type, targetTracking: tracking }: ScalingPolicies[number]): Json {
  const queries = tracking?.customized ?? [];
  return {
    name,
    type,
    metric:
      tracking?.predefined?.metric ??
      queries.map(({ expression, metric }) => expression ?? metric?.name ?? null),
    target: tracking?.targetValue ?? null,
    scaleOutCooldownSeconds: tracking?.scaleOutCooldownSeconds ?? null,
    scaleInCooldownSeconds: tracking?.scaleInCooldownSeconds ?? null,
    disableScaleIn: tracking?.disableScaleIn ?? null,
    resourceLabel: tracking?.predefined?.resourceLabel ?? null,
  };
}
