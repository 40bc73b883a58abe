import type { JsonDeviation } from '../deviation.ts';
import { recordsOf } from '../json.ts';
import { withMembers } from './members.ts';

export const SCALING_DEVIATIONS: readonly JsonDeviation[] = [
  {
    /** `{ resource, members }`, the resource as in `service/<cluster>/<service>`. */
    name: 'autoscaling/target',
    form: 'json',
    service: 'application-autoscaling',
    operations: ['DescribeScalableTargets'],
    edit: (body, args) => ({
      ...body,
      ScalableTargets: recordsOf(body, 'ScalableTargets').map((target) =>
        target['ResourceId'] === args['resource'] ? withMembers(target, args['members']) : target,
      ),
    }),
  },
];
