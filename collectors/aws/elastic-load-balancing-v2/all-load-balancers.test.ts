import {
  ElasticLoadBalancingV2Client,
  DescribeLoadBalancersCommand,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { mockClient } from 'aws-sdk-client-mock';
import { testWholeList } from '../testing/test-whole-list.ts';
import { allLoadBalancers } from './all-load-balancers.ts';

const elb = mockClient(ElasticLoadBalancingV2Client);

testWholeList(allLoadBalancers, {
  mock: elb,
  on: () => elb.on(DescribeLoadBalancersCommand),
  pages: [
    { LoadBalancers: [{ LoadBalancerName: 'a', LoadBalancerArn: 'arn:a' }], NextMarker: 'more' },
    { LoadBalancers: [{ LoadBalancerName: 'b', LoadBalancerArn: 'arn:b' }] },
  ],
  items: [
    { name: 'a', arn: 'arn:a' },
    { name: 'b', arn: 'arn:b' },
  ],
  unidentified: { LoadBalancers: [{ LoadBalancerArn: 'arn:a' }] },
});
