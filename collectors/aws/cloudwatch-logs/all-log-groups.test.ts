import { CloudWatchLogsClient, DescribeLogGroupsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { mockClient } from 'aws-sdk-client-mock';
import { testWholeList } from '../testing/test-whole-list.ts';
import { allLogGroups } from './all-log-groups.ts';

const logs = mockClient(CloudWatchLogsClient);

testWholeList(allLogGroups, {
  mock: logs,
  on: () => logs.on(DescribeLogGroupsCommand),
  pages: [
    {
      logGroups: [{ logGroupName: '/a', logGroupArn: 'arn:/a', arn: 'arn:/a:*' }],
      nextToken: 'more',
    },
    { logGroups: [{ logGroupName: '/b', arn: 'arn:/b:*' }] },
  ],
  items: [
    { name: '/a', arn: 'arn:/a' },
    { name: '/b', arn: 'arn:/b' },
  ],
  unidentified: { logGroups: [{ logGroupName: '/a' }] },
});
