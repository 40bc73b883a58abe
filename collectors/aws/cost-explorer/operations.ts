import type {
  GetCostAndUsageCommandInput,
  GetCostAndUsageCommandOutput,
  ListCostAllocationTagsCommandInput,
  ListCostAllocationTagsCommandOutput,
} from '@aws-sdk/client-cost-explorer';
import type { Operation } from '../../../core/aws.ts';

/** AWS bills each request. */
export const getCostAndUsage: Operation<GetCostAndUsageCommandInput, GetCostAndUsageCommandOutput> =
  {
    service: 'cost-explorer',
    name: 'GetCostAndUsage',
    action: 'ce:GetCostAndUsage',
    bucket: 'cost-explorer',
    required: ['ResultsByTime'],
    absentCodes: [],
    pages: {
      inputToken: 'NextPageToken',
      outputToken: 'NextPageToken',
      items: 'ResultsByTime',
      size: null,
    },
  };

export const listCostAllocationTags: Operation<
  ListCostAllocationTagsCommandInput,
  ListCostAllocationTagsCommandOutput
> = {
  service: 'cost-explorer',
  name: 'ListCostAllocationTags',
  action: 'ce:ListCostAllocationTags',
  bucket: 'cost-explorer',
  required: ['CostAllocationTags'],
  absentCodes: [],
  pages: {
    inputToken: 'NextToken',
    outputToken: 'NextToken',
    items: 'CostAllocationTags',
    size: { parameter: 'MaxResults', maximum: 1000 },
  },
};
