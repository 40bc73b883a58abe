import type {
  DescribeServicesCommandInput,
  DescribeServicesCommandOutput,
  Failure,
} from '@aws-sdk/client-ecs';
import type { Operation, PartialFailure } from '../../../core/aws.ts';

/** Names that one DescribeServices call takes. https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DescribeServices.html */
export const MAX_SERVICES_PER_CALL = 10;

export const describeServices: Operation<
  DescribeServicesCommandInput,
  DescribeServicesCommandOutput
> = {
  service: 'ecs',
  name: 'DescribeServices',
  action: 'ecs:DescribeServices',
  bucket: 'ecs-service-read',
  required: ['services'],
  absentCodes: ['ClusterNotFoundException'],
  pages: null,
  partialFailures: ({ failures }) => failuresOf(failures),
};

/** ECS answers 200 for what it does not find, and says so in `failures`. */
export function failuresOf(failures: readonly Failure[] | undefined): readonly PartialFailure[] {
  return (failures ?? []).map(({ arn, reason, detail }) => ({
    item: arn ?? '',
    reason: [reason, detail].filter((part) => part !== undefined).join(': '),
    absent: reason === 'MISSING',
  }));
}
