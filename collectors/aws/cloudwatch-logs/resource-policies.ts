import type {
  DescribeResourcePoliciesCommandInput,
  DescribeResourcePoliciesCommandOutput,
} from '@aws-sdk/client-cloudwatch-logs';
import { z } from 'zod';
import type { Operation } from '../../../core/aws.ts';
import { defineCollector } from '../../../core/collector.ts';
import { observe } from '../../../core/observation.ts';
import type { Spec } from '../../../core/spec/spec.ts';

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DescribeResourcePolicies.html */
const describeResourcePolicies: Operation<
  DescribeResourcePoliciesCommandInput,
  DescribeResourcePoliciesCommandOutput
> = {
  service: 'cloudwatch-logs',
  name: 'DescribeResourcePolicies',
  action: 'logs:DescribeResourcePolicies',
  bucket: 'cloudwatch-logs-policies',
  required: ['resourcePolicies'],
  absentCodes: [],
  pages: {
    inputToken: 'nextToken',
    outputToken: 'nextToken',
    items: 'resourcePolicies',
    // No other maximum is published.
    size: { parameter: 'limit', maximum: 50 },
  },
};

/** The policies by which the log groups of an account let services of AWS in, under the one key `all`. JSON texts. */
export const logResourcePolicies = defineCollector<string[]>({
  id: 'aws/cloudwatch-logs/resource-policies',
  title: 'Policies that let services of AWS write to log groups',
  operations: [describeResourcePolicies],
  item: z.array(z.string()),
  keys: (spec) => (hasLogTarget(spec) ? ['all'] : []),
  collect: async ({ aws, spec }) => {
    if (!hasLogTarget(spec)) return {};
    const answer = await aws.read(describeResourcePolicies, {});
    return {
      all: observe(answer, ({ resourcePolicies = [] }) =>
        resourcePolicies.flatMap(({ policyDocument }) => policyDocument ?? []),
      ),
    };
  },
});

function hasLogTarget({ buses }: Spec): boolean {
  return Object.values(buses ?? {})
    .flatMap(({ rules }) => Object.values(rules))
    .some(({ targets }) => targets.some(({ logGroup }) => logGroup !== undefined));
}
