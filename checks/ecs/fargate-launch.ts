import { ecsServices, type EcsService } from '../../collectors/aws/ecs/services.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown } from '../../core/judgement.ts';
import type { ServiceSpec } from '../../core/spec/sections/clusters.ts';
import { declaredServices, NO_SERVICES } from './subjects.ts';

const ON_DEMAND = 'FARGATE';
const PROVIDERS: ReadonlySet<string | null> = new Set([ON_DEMAND, 'FARGATE_SPOT']);

export default defineCheck({
  id: 'ecs/fargate-launch',
  title: 'The ECS service runs on Fargate, with the declared capacity providers',
  risk: 'Tasks wait for instances that do not exist, or all of them are on Spot and stop at once.',
  remediation: 'Update the service with the declared capacity provider strategy.',
  fix: {
    cli: 'aws ecs update-service --cluster <cluster> --service <service> --capacity-provider-strategy capacityProvider=FARGATE,base=<tasks>,weight=1 capacityProvider=FARGATE_SPOT,weight=<weight> --force-new-deployment',
    cdk: 'new ecs.FargateService(this, "<id>", { capacityProviderStrategies: [{ capacityProvider: "FARGATE", base: <tasks>, weight: 1 }] })',
  },
  severity: 'medium',
  resourceType: 'AWS::ECS::Service',
  references: [
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-capacity-providers.html',
    'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Service.html',
  ],
  controls: [],
  proves: ['ecs/container-ready', 'ecs/on-demand-base'],
  needs: { services: ecsServices },
  none: NO_SERVICES,
  subjects: declaredServices,

  evaluate({ name, declared }, { services }) {
    const wanted = declaredCapacity(declared);
    const expected = { capacity: wanted ?? [...PROVIDERS] };
    const service = services.get(name);
    if (service === null) return fail('The service does not exist.', expected, {});

    const resource = { resource: service.arn };
    const deployed = deployedCapacity(service);
    if (deployed === null) {
      return unknown('ECS gives neither launch type nor capacity providers of the service.');
    }
    const actual = { launchType: service.launchType, capacity: deployed };
    if (deployed.some(({ provider }) => !PROVIDERS.has(provider))) {
      return fail('The service does not run on Fargate.', expected, actual, resource);
    }
    if (wanted !== null && !keepsOnDemand(deployed, wanted)) {
      return fail('Too few tasks are kept on demand.', expected, actual, resource);
    }
    if (wanted !== null && !isSameSplit(deployed, wanted)) {
      return fail('The capacity providers are not the declared ones.', expected, actual, resource);
    }
    return pass(expected, actual, resource);
  },
});

interface Share {
  readonly [fact: string]: string | number;
  readonly provider: string;
  readonly weight: number;
  readonly base: number;
}

/** Null when the spec leaves the choice open: any of Fargate's will do. */
function declaredCapacity({ capacity }: ServiceSpec): readonly Share[] | null {
  return capacity?.map(({ provider, weight, base }) => ({ provider, weight, base })) ?? null;
}

/**
 * The strategy, or what the launch type amounts to: ECS leaves the type out where a strategy is used (E2). Null when it
 * gives neither.
 */
function deployedCapacity({ launchType, capacityProviders }: EcsService): readonly Share[] | null {
  if (capacityProviders.length === 0) {
    return launchType === null ? null : [{ provider: launchType, weight: 1, base: 0 }];
  }
  // AWS documents that a weight or base that is left out is 0.
  return capacityProviders.map(({ provider, weight, base }) => ({
    provider: provider ?? '',
    weight: weight ?? 0,
    base: base ?? 0,
  }));
}

/** As many tasks as declared are always on demand: by their base, or because there is nothing else. */
function keepsOnDemand(deployed: readonly Share[], wanted: readonly Share[]): boolean {
  return (
    deployed.every(({ provider }) => provider === ON_DEMAND) ||
    onDemandBase(deployed) >= onDemandBase(wanted)
  );
}

function onDemandBase(shares: readonly Share[]): number {
  return shares
    .filter(({ provider }) => provider === ON_DEMAND)
    .reduce((sum, { base }) => sum + base, 0);
}

/** The same providers with the same weights. A single one takes all tasks, whatever its weight. */
function isSameSplit(deployed: readonly Share[], wanted: readonly Share[]): boolean {
  return (
    deployed.length === wanted.length &&
    wanted.every(({ provider, weight }) =>
      deployed.some(
        (share) => share.provider === provider && (wanted.length === 1 || share.weight === weight),
      ),
    )
  );
}
