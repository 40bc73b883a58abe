import { z } from 'zod';
import type { CallId } from '../../../core/aws.ts';
import { defineCollector } from '../../../core/collector.ts';
import { absent, present, unseen } from '../../../core/observation.ts';
import type { Spec } from '../../../core/spec/spec.ts';
import { observeEach } from '../each.ts';
import { describeScalableTargets, describeScalingPolicies } from './operations.ts';

/** One capacity of a table or index that scales. */
export const TableTarget = z.strictObject({
  /** `table/<name>` or `table/<name>/index/<index>`. */
  resourceId: z.string(),
  /** `dynamodb:table:ReadCapacityUnits` and the like. */
  dimension: z.string(),
  policies: z.int(),
  /** The most units a second that it scales to. */
  most: z.int().nullable(),
  /** Whether it is kept from scaling out, whatever its policies say. */
  isSuspended: z.boolean(),
});
export type TableTarget = z.infer<typeof TableTarget>;

/** A target alone scales nothing, and neither does a policy that is suspended. */
export function doesScale({ policies, isSuspended }: TableTarget): boolean {
  return policies > 0 && !isSuspended;
}

/** The scaling capacities of every table that is declared as provisioned, by its name. */
export const tableTargets = defineCollector<TableTarget[]>({
  id: 'aws/application-auto-scaling/table-targets',
  title: 'Scaling of provisioned DynamoDB tables',
  operations: [describeScalableTargets, describeScalingPolicies],
  item: z.array(TableTarget),
  keys: provisionedTables,
  collect: ({ spec, aws }) =>
    observeEach(provisionedTables(spec), async (name) => {
      const [targets, policies] = await Promise.all([
        aws.read(describeScalableTargets, { ServiceNamespace: 'dynamodb' }),
        aws.read(describeScalingPolicies, { ServiceNamespace: 'dynamodb' }),
      ]);
      if (targets.state === 'failed') return unseen(targets.cause);
      if (policies.state === 'failed') return unseen(policies.cause);
      if (targets.state === 'absent' || policies.state === 'absent') return absent([]);
      const calls: CallId[] = [...targets.calls, ...policies.calls];
      const found = (targets.value.ScalableTargets ?? []).flatMap(
        ({
          ResourceId: resourceId,
          ScalableDimension: dimension,
          MaxCapacity: most = null,
          SuspendedState: suspended,
        }) => {
          const isOwn =
            resourceId === `table/${name}` || resourceId?.startsWith(`table/${name}/index/`);
          if (isOwn !== true || resourceId === undefined || dimension === undefined) return [];
          const own = (policies.value.ScalingPolicies ?? []).filter(
            (policy) => policy.ResourceId === resourceId && policy.ScalableDimension === dimension,
          );
          // What AWS leaves out is not suspended.
          const isSuspended = suspended?.DynamicScalingOutSuspended ?? false;
          return [{ resourceId, dimension, policies: own.length, most, isSuspended }];
        },
      );
      return present(found, calls);
    }),
});

function provisionedTables({ tables = {} }: Spec): readonly string[] {
  return Object.entries(tables).flatMap(([name, { billing }]) =>
    billing === 'PROVISIONED' ? [name] : [],
  );
}
