import { z } from 'zod';
import { defineCollector } from '../../../core/collector.ts';
import { observe } from '../../../core/observation.ts';
import { clusterKeys } from './clusters.ts';
import { describePendingMaintenanceActions } from './operations.ts';

/** One change that RDS is about to make. Null is what AWS left out. */
export const PendingAction = z.strictObject({
  /** The instance of which it is; null when it is of the cluster. */
  instance: z.string().nullable(),
  /** Such as `system-update` or `db-upgrade`. */
  action: z.string().nullable(),
  description: z.string().nullable(),
  /** When it will be made, whatever anybody does; null when somebody has to ask for it. */
  forcedAt: z.iso.datetime().nullable(),
  /** When it will be made as things stand; null when it will not be made by itself. */
  appliedAt: z.iso.datetime().nullable(),
});
export type PendingAction = z.infer<typeof PendingAction>;

/**
 * What is pending of each declared cluster, by its identifier, and of every instance of the region: which are members is
 * for others to tell. An empty list when nothing is.
 */
export const pendingMaintenance = defineCollector<PendingAction[]>({
  id: 'aws/rds/pending-maintenance',
  title: 'Maintenance that is pending of Aurora clusters',
  operations: [describePendingMaintenanceActions],
  item: z.array(PendingAction),
  keys: clusterKeys,
  collect: async ({ spec, aws }) => {
    const clusters = clusterKeys(spec);
    if (clusters.length === 0) return {};
    // All of the region: who has nothing pending is left out.
    const answer = await aws.read(describePendingMaintenanceActions, {});
    return Object.fromEntries(
      clusters.map((name) => [
        name,
        observe(answer, ({ PendingMaintenanceActions }) =>
          (PendingMaintenanceActions ?? []).flatMap(
            ({ ResourceIdentifier = '', PendingMaintenanceActionDetails = [] }) => {
              const [, , , , , kind, resource = ''] = ResourceIdentifier.toLowerCase().split(':');
              const isOwn = kind === 'cluster' && resource === name.toLowerCase();
              if (kind !== 'db' && !isOwn) return [];
              return PendingMaintenanceActionDetails.map((each) => ({
                instance: kind === 'db' ? resource : null,
                action: each.Action ?? null,
                description: each.Description ?? null,
                forcedAt: each.ForcedApplyDate?.toISOString() ?? null,
                appliedAt:
                  (each.CurrentApplyDate ?? each.AutoAppliedAfterDate)?.toISOString() ?? null,
              }));
            },
          ),
        ),
      ]),
    );
  },
});
