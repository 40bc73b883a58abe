import type {
  ListTopicsCommandInput,
  ListTopicsCommandOutput,
  GetTopicAttributesCommandInput,
  GetTopicAttributesCommandOutput,
  ListSubscriptionsByTopicCommandInput,
  ListSubscriptionsByTopicCommandOutput,
} from '@aws-sdk/client-sns';
import type { Operation } from '../../../core/aws.ts';

/** Pages of a hundred; no other size can be asked for. https://docs.aws.amazon.com/sns/latest/api/API_ListSubscriptionsByTopic.html */
export const listSubscriptionsByTopic: Operation<
  ListSubscriptionsByTopicCommandInput,
  ListSubscriptionsByTopicCommandOutput
> = {
  service: 'sns',
  name: 'ListSubscriptionsByTopic',
  action: 'sns:ListSubscriptionsByTopic',
  bucket: 'sns-list-subscriptions',
  required: ['Subscriptions'],
  absentCodes: ['NotFoundException', 'NotFound'],
  pages: { inputToken: 'NextToken', outputToken: 'NextToken', items: 'Subscriptions', size: null },
};

export const getTopicAttributes: Operation<
  GetTopicAttributesCommandInput,
  GetTopicAttributesCommandOutput
> = {
  service: 'sns',
  name: 'GetTopicAttributes',
  action: 'sns:GetTopicAttributes',
  bucket: 'sns-attributes',
  required: ['Attributes'],
  absentCodes: ['NotFoundException', 'NotFound'],
  pages: null,
};

/** Pages of a hundred; no other size can be asked for. https://docs.aws.amazon.com/sns/latest/api/API_ListTopics.html */
export const listTopics: Operation<ListTopicsCommandInput, ListTopicsCommandOutput> = {
  service: 'sns',
  name: 'ListTopics',
  action: 'sns:ListTopics',
  bucket: 'sns-list-topics',
  required: ['Topics'],
  absentCodes: [],
  pages: { inputToken: 'NextToken', outputToken: 'NextToken', items: 'Topics', size: null },
};
