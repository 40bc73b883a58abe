import {
  ElasticLoadBalancingV2Client,
  DescribeTargetGroupsCommand,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { mockClient } from 'aws-sdk-client-mock';
import { testWholeList } from '../testing/test-whole-list.ts';
import { allTargetGroups } from './all-target-groups.ts';

const elb = mockClient(ElasticLoadBalancingV2Client);

testWholeList(allTargetGroups, {
  mock: elb,
  on: () => elb.on(DescribeTargetGroupsCommand),
  pages: [
    { TargetGroups: [{ TargetGroupName: 'a', TargetGroupArn: 'arn:a' }], NextMarker: 'more' },
    { TargetGroups: [{ TargetGroupName: 'b', TargetGroupArn: 'arn:b' }] },
  ],
  items: [
    { name: 'a', arn: 'arn:a' },
    { name: 'b', arn: 'arn:b' },
  ],
  unidentified: { TargetGroups: [{ TargetGroupArn: 'arn:a' }] },
});
