import { listed, ListedResource, wholeList } from '../whole-list.ts';
import { listTopics } from './operations.ts';

export const allTopics = wholeList({
  id: 'aws/sns/all-topics',
  title: 'All SNS topics of the account in the region',
  operation: listTopics,
  input: {},
  item: ListedResource,
  list: ({ Topics }) => Topics,
  toItem: ({ TopicArn }) => listed(TopicArn?.slice(TopicArn.lastIndexOf(':') + 1), TopicArn),
});
