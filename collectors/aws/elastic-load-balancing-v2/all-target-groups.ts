import { listed, ListedResource, wholeList } from '../whole-list.ts';
import { describeAllTargetGroups } from './operations.ts';

export const allTargetGroups = wholeList({
  id: 'aws/elastic-load-balancing-v2/all-target-groups',
  title: 'All target groups of the account in the region',
  operation: describeAllTargetGroups,
  input: {},
  item: ListedResource,
  list: ({ TargetGroups }) => TargetGroups,
  toItem: ({ TargetGroupName, TargetGroupArn }) => listed(TargetGroupName, TargetGroupArn),
});
