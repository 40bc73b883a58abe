import { listed, ListedResource, wholeList } from '../whole-list.ts';
import { describeLogGroups } from './operations.ts';

export const allLogGroups = wholeList({
  id: 'aws/cloudwatch-logs/all-log-groups',
  title: 'All log groups of the account in the region',
  operation: describeLogGroups,
  input: {},
  item: ListedResource,
  list: ({ logGroups }) => logGroups,
  toItem: ({ logGroupName, logGroupArn, arn }) =>
    // The older of the two ends in `:*`, which no other service gives.
    listed(logGroupName, logGroupArn ?? arn?.replace(/:\*$/, '')),
});
