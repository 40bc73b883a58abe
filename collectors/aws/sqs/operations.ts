import type {
  ListQueuesCommandInput,
  ListQueuesCommandOutput,
  GetQueueAttributesCommandInput,
  GetQueueAttributesCommandOutput,
} from '@aws-sdk/client-sqs';
import type { Operation } from '../../../core/aws.ts';

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_GetQueueAttributes.html */
export const getQueueAttributes: Operation<
  GetQueueAttributesCommandInput,
  GetQueueAttributesCommandOutput
> = {
  service: 'sqs',
  name: 'GetQueueAttributes',
  action: 'sqs:GetQueueAttributes',
  bucket: 'sqs-control',
  required: ['Attributes'],
  absentCodes: ['QueueDoesNotExist', 'AWS.SimpleQueueService.NonExistentQueue'],
  pages: null,
};

/** Gives pages only when asked for a size, and no list at all where there is no queue, which is then unknown. https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ListQueues.html */
export const listQueues: Operation<ListQueuesCommandInput, ListQueuesCommandOutput> = {
  service: 'sqs',
  name: 'ListQueues',
  action: 'sqs:ListQueues',
  bucket: 'sqs-control',
  required: ['QueueUrls'],
  absentCodes: [],
  pages: {
    inputToken: 'NextToken',
    outputToken: 'NextToken',
    items: 'QueueUrls',
    size: { parameter: 'MaxResults', maximum: 1000 },
  },
};
