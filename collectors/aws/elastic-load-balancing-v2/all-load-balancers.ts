import { listed, ListedResource, wholeList } from '../whole-list.ts';
import { describeAllLoadBalancers } from './operations.ts';

export const allLoadBalancers = wholeList({
  id: 'aws/elastic-load-balancing-v2/all-load-balancers',
  title: 'All application and network load balancers of the account in the region',
  operation: describeAllLoadBalancers,
  input: {},
  item: ListedResource,
  list: ({ LoadBalancers }) => LoadBalancers,
  toItem: ({ LoadBalancerName, LoadBalancerArn }) => listed(LoadBalancerName, LoadBalancerArn),
});
