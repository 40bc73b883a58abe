import type {
  CustomizedMetricSpecification,
  DescribeScalingPoliciesCommandOutput,
  ScalingPolicy,
} from '@aws-sdk/client-application-auto-scaling';
import { z } from 'zod';
import type { Answer } from '../../../core/aws.ts';
import { defineCollector, type CollectContext } from '../../../core/collector.ts';
import { observe, type Observation } from '../../../core/observation.ts';
import { malformed } from '../malformed.ts';
import { SCALED_DIMENSION, scaledServices, type ScalableService } from './ecs-services.ts';
import { describeScalingPolicies } from './operations.ts';

const Metric = z.strictObject({
  namespace: z.string().nullable(),
  name: z.string().nullable(),
  dimensions: z.record(z.string(), z.string()),
});

/** One metric or expression of a policy that follows a metric of the plan's own. */
const Query = z.strictObject({
  id: z.string().nullable(),
  /** Null for a plain metric. */
  expression: z.string().nullable(),
  /** Null for an expression. */
  metric: Metric.nullable(),
  /** Null when AWS leaves it out, which means that it is returned. */
  returnData: z.boolean().nullable(),
});

const TargetTracking = z.strictObject({
  targetValue: z.number().nullable(),
  scaleOutCooldownSeconds: z.int().nullable(),
  scaleInCooldownSeconds: z.int().nullable(),
  /** Null when AWS leaves it out, which means false. */
  disableScaleIn: z.boolean().nullable(),
  predefined: z
    .strictObject({ metric: z.string().nullable(), resourceLabel: z.string().nullable() })
    .nullable(),
  customized: z.array(Query).nullable(),
});

/** The scaling policies of one service. Null is what AWS left out. */
export const ScalingPolicies = z.array(
  z.strictObject({
    arn: z.string().nullable(),
    name: z.string().nullable(),
    /** `TargetTrackingScaling`, `StepScaling` or `PredictiveScaling`. */
    type: z.string().nullable(),
    targetTracking: TargetTracking.nullable(),
    /** The names of the alarms that AWS keeps for it. */
    alarms: z.array(z.string()),
  }),
);
export type ScalingPolicies = z.infer<typeof ScalingPolicies>;
export type ScalingPolicyItem = ScalingPolicies[number];
export type MetricQuery = z.infer<typeof Query>;

/** All scaling policies of every service that is declared to scale; an empty list when it has none. The key is `<cluster>/<service>`. */
export const scalingPolicies = defineCollector<ScalingPolicies>({
  id: 'aws/application-auto-scaling/scaling-policies',
  title: 'Scaling policies of ECS services',
  operations: [describeScalingPolicies],
  item: ScalingPolicies,
  keys: (spec) => scaledServices(spec).map(({ key }) => key),
  collect: async (context) => {
    const services = scaledServices(context.spec);
    if (services.length <= MAX_ASKED_ONE_BY_ONE) return readEach(context, services);
    // The list cannot be confined to a dimension without a resource: it holds all policies of ECS in the region.
    const answer = await context.aws.read(describeScalingPolicies, { ServiceNamespace: 'ecs' });
    // Of an account with so many that the list is cut off, the declared ones are still to be had.
    const isCutOff = answer.state === 'failed' && answer.cause.kind === 'truncated';
    return isCutOff ? readEach(context, services) : fromList(services, answer);
  },
});

/** A page holds as many policies: from here on the whole list takes fewer calls than the services by name. */
const MAX_ASKED_ONE_BY_ONE = 10;

type Observed = Readonly<Record<string, Observation<ScalingPolicies>>>;

async function readEach(
  { aws }: CollectContext,
  services: readonly ScalableService[],
): Promise<Observed> {
  const observed = await Promise.all(
    services.map(async ({ key, resourceId }) => {
      const answer = await aws.read(describeScalingPolicies, {
        ServiceNamespace: 'ecs',
        ScalableDimension: SCALED_DIMENSION,
        ResourceId: resourceId,
      });
      return [key, observe(answer, (value) => (value.ScalingPolicies ?? []).map(toItem))];
    }),
  );
  return Object.fromEntries(observed) as Record<string, Observation<ScalingPolicies>>;
}

/** A policy that does not say whose it is may be of any service, so that of none all are known. */
function fromList(
  services: readonly ScalableService[],
  answer: Answer<DescribeScalingPoliciesCommandOutput>,
): Observed {
  const all = answer.state === 'answered' ? (answer.value.ScalingPolicies ?? []) : [];
  const isWhole = all.every(
    ({ ResourceId, ScalableDimension }) =>
      ResourceId !== undefined && ScalableDimension !== undefined,
  );
  const ofTasks = all.filter(({ ScalableDimension }) => ScalableDimension === SCALED_DIMENSION);
  const byResource = Map.groupBy(ofTasks, ({ ResourceId }) => ResourceId);
  return Object.fromEntries(
    services.map(({ key, resourceId }) => [
      key,
      answer.state === 'answered' && !isWhole
        ? malformed(describeScalingPolicies, answer.calls, 'A policy does not say what it scales.')
        : observe(answer, () => (byResource.get(resourceId) ?? []).map(toItem)),
    ]),
  );
}

function toItem(policy: ScalingPolicy): ScalingPolicyItem {
  const tracking = policy.TargetTrackingScalingPolicyConfiguration;
  const predefined = tracking?.PredefinedMetricSpecification;
  const customized = tracking?.CustomizedMetricSpecification;
  return {
    arn: policy.PolicyARN ?? null,
    name: policy.PolicyName ?? null,
    type: policy.PolicyType ?? null,
    alarms: (policy.Alarms ?? []).flatMap(({ AlarmName }) => AlarmName ?? []),
    targetTracking:
      tracking === undefined
        ? null
        : {
            targetValue: tracking.TargetValue ?? null,
            scaleOutCooldownSeconds: tracking.ScaleOutCooldown ?? null,
            scaleInCooldownSeconds: tracking.ScaleInCooldown ?? null,
            disableScaleIn: tracking.DisableScaleIn ?? null,
            predefined:
              predefined === undefined
                ? null
                : {
                    metric: predefined.PredefinedMetricType ?? null,
                    resourceLabel: predefined.ResourceLabel ?? null,
                  },
            customized: customized === undefined ? null : queriesOf(customized),
          },
  };
}

/** AWS writes a single metric beside the list of queries; here it is a list of one. */
function queriesOf(customized: CustomizedMetricSpecification): MetricQuery[] {
  if (customized.Metrics === undefined) {
    return [{ id: null, expression: null, metric: metricOf(customized), returnData: true }];
  }
  return customized.Metrics.map(({ Id, Expression, MetricStat, ReturnData }) => ({
    id: Id ?? null,
    expression: Expression ?? null,
    metric: MetricStat?.Metric === undefined ? null : metricOf(MetricStat.Metric),
    returnData: ReturnData ?? null,
  }));
}

interface NamedMetric {
  readonly Namespace?: string | undefined;
  readonly MetricName?: string | undefined;
  readonly Dimensions?:
    | readonly { readonly Name?: string | undefined; readonly Value?: string | undefined }[]
    | undefined;
}

function metricOf({ Namespace, MetricName, Dimensions }: NamedMetric) {
  return {
    namespace: Namespace ?? null,
    name: MetricName ?? null,
    dimensions: Object.fromEntries(
      (Dimensions ?? []).map(({ Name, Value }) => [Name ?? '', Value ?? '']),
    ),
  };
}
