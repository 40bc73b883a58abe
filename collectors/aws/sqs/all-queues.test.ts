import { SQSClient, ListQueuesCommand } from '@aws-sdk/client-sqs';
import { mockClient } from 'aws-sdk-client-mock';
import { testWholeList } from '../testing/test-whole-list.ts';
import { allQueues } from './all-queues.ts';

const sqs = mockClient(SQSClient);

testWholeList(allQueues, {
  mock: sqs,
  on: () => sqs.on(ListQueuesCommand),
  pages: [
    { QueueUrls: ['https://sqs.us-east-1.amazonaws.com/123456789012/a'], NextToken: 'more' },
    { QueueUrls: ['https://sqs.us-east-1.amazonaws.com/123456789012/b.fifo'] },
  ],
  items: [
    { name: 'a', arn: 'arn:aws:sqs:us-east-1:123456789012:a' },
    { name: 'b.fifo', arn: 'arn:aws:sqs:us-east-1:123456789012:b.fifo' },
  ],
});
