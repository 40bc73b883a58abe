import type { JsonCompletion } from '../completion.ts';
import { numberOf, recordsOf, stringOf, stringsOf } from '../json.ts';
import { servicesOfCluster } from './ecs-service-tasks.ts';

/** Clusters count the services and tasks that are in them. */
export const ECS_CLUSTER_COMPLETIONS: readonly JsonCompletion[] = [
  {
    form: 'json',
    service: 'ecs',
    operations: ['DescribeClusters'],
    gap: 'The counts of services and tasks drift, down to below zero, and statistics are missing.',
    async complete(body, parameters, context) {
      const include = stringsOf(parameters, 'include');
      const clusters = await Promise.all(
        recordsOf(body, 'clusters').map(async (cluster) => {
          const services = await servicesOfCluster(stringOf(cluster, 'clusterName') ?? '', context);
          const active = services.filter(({ status }) => status === 'ACTIVE');
          return {
            ...cluster,
            activeServicesCount: active.length,
            runningTasksCount: active.reduce(
              (sum, service) => sum + (numberOf(service, 'runningCount') ?? 0),
              0,
            ),
            pendingTasksCount: 0,
            ...(include.includes('STATISTICS') && { statistics: [] }),
          };
        }),
      );
      return { ...body, clusters };
    },
  },
];
