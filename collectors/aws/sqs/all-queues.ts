import { arnIn } from '../arn.ts';
import { ListedResource, wholeList } from '../whole-list.ts';
import { listQueues } from './operations.ts';

export const allQueues = wholeList({
  id: 'aws/sqs/all-queues',
  title: 'All SQS queues of the account in the region',
  operation: listQueues,
  input: {},
  item: ListedResource,
  list: ({ QueueUrls }) => QueueUrls,
  toItem: (url, account) => {
    const name = url.slice(url.lastIndexOf('/') + 1);
    return { name, arn: arnIn(account, 'sqs', name) };
  },
});
