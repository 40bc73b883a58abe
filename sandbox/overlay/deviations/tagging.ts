import type { JsonDeviation } from '../deviation.ts';
import { recordsOf } from '../json.ts';

export const TAGGING_DEVIATIONS: readonly JsonDeviation[] = [
  {
    /** A resource without tags: `{ arn }`. */
    name: 'tagging/untagged',
    form: 'json',
    service: 'tagging',
    operations: ['GetResources'],
    edit: (body, { arn }) => ({
      ...body,
      ResourceTagMappingList: recordsOf(body, 'ResourceTagMappingList').filter(
        (each) => each['ResourceARN'] !== arn,
      ),
    }),
  },
];
