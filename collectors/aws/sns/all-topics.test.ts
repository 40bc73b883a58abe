import { SNSClient, ListTopicsCommand } from '@aws-sdk/client-sns';
import { mockClient } from 'aws-sdk-client-mock';
import { testWholeList } from '../testing/test-whole-list.ts';
import { allTopics } from './all-topics.ts';

const sns = mockClient(SNSClient);

testWholeList(allTopics, {
  mock: sns,
  on: () => sns.on(ListTopicsCommand),
  pages: [
    { Topics: [{ TopicArn: 'arn:aws:sns:us-east-1:123456789012:a' }], NextToken: 'more' },
    { Topics: [] },
  ],
  items: [{ name: 'a', arn: 'arn:aws:sns:us-east-1:123456789012:a' }],
  unidentified: { Topics: [{}] },
});
