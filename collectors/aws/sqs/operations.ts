import type {
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
