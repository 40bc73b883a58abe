import { z } from 'zod';
import { defineCollector } from '../../../core/collector.ts';
import { observe } from '../../../core/observation.ts';
import { observeEach } from '../each.ts';
import { listServices } from './operations.ts';

/** The ARNs of all services of every declared cluster, declared or not; the key is the cluster's name. */
export const serviceArns = defineCollector<string[]>({
  id: 'aws/ecs/service-arns',
  title: 'All services of the declared ECS clusters',
  operations: [listServices],
  item: z.array(z.string()),
  keys: ({ clusters }) => Object.keys(clusters ?? {}),
  collect: ({ spec, aws }) =>
    observeEach(Object.keys(spec.clusters ?? {}), async (cluster) =>
      observe(await aws.read(listServices, { cluster }), (answer) => answer.serviceArns ?? []),
    ),
});
