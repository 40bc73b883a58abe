import type {
  DescribeListenersCommandInput,
  DescribeListenersCommandOutput,
  DescribeLoadBalancersCommandInput,
  DescribeLoadBalancersCommandOutput,
  DescribeRulesCommandInput,
  DescribeRulesCommandOutput,
  DescribeTargetGroupsCommandInput,
  DescribeTargetGroupsCommandOutput,
  DescribeTargetHealthCommandInput,
  DescribeTargetHealthCommandOutput,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import type { Operation } from '../../../core/aws.ts';

/** Names that one call takes. https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_DescribeLoadBalancers.html */
export const MAX_NAMES_PER_CALL = 20;

const service = 'elastic-load-balancing-v2';
const bucket = 'elastic-load-balancing-read';
const LOAD_BALANCER_NOT_FOUND = ['LoadBalancerNotFound', 'LoadBalancerNotFoundException'];
const TARGET_GROUP_NOT_FOUND = ['TargetGroupNotFound', 'TargetGroupNotFoundException'];

/** Asked by name, so its answer has no pages. */
export const describeLoadBalancers: Operation<
  DescribeLoadBalancersCommandInput,
  DescribeLoadBalancersCommandOutput
> = {
  service,
  name: 'DescribeLoadBalancers',
  action: 'elasticloadbalancing:DescribeLoadBalancers',
  bucket,
  required: ['LoadBalancers'],
  absentCodes: LOAD_BALANCER_NOT_FOUND,
  pages: null,
};

/** Asked by name, so its answer has no pages. */
export const describeTargetGroups: Operation<
  DescribeTargetGroupsCommandInput,
  DescribeTargetGroupsCommandOutput
> = {
  service,
  name: 'DescribeTargetGroups',
  action: 'elasticloadbalancing:DescribeTargetGroups',
  bucket,
  required: ['TargetGroups'],
  absentCodes: TARGET_GROUP_NOT_FOUND,
  pages: null,
};

export const describeListeners: Operation<
  DescribeListenersCommandInput,
  DescribeListenersCommandOutput
> = {
  service,
  name: 'DescribeListeners',
  action: 'elasticloadbalancing:DescribeListeners',
  bucket,
  required: ['Listeners'],
  absentCodes: LOAD_BALANCER_NOT_FOUND,
  pages: {
    inputToken: 'Marker',
    outputToken: 'NextMarker',
    items: 'Listeners',
    size: { parameter: 'PageSize', maximum: 400 },
  },
};

export const describeRules: Operation<DescribeRulesCommandInput, DescribeRulesCommandOutput> = {
  service,
  name: 'DescribeRules',
  action: 'elasticloadbalancing:DescribeRules',
  bucket,
  required: ['Rules'],
  absentCodes: [],
  pages: {
    inputToken: 'Marker',
    outputToken: 'NextMarker',
    items: 'Rules',
    size: { parameter: 'PageSize', maximum: 400 },
  },
};

/** Gives all targets of one group at once. Health that AWS cannot tell now is an error of the server, not absence. */
export const describeTargetHealth: Operation<
  DescribeTargetHealthCommandInput,
  DescribeTargetHealthCommandOutput
> = {
  service,
  name: 'DescribeTargetHealth',
  action: 'elasticloadbalancing:DescribeTargetHealth',
  bucket,
  required: ['TargetHealthDescriptions'],
  absentCodes: TARGET_GROUP_NOT_FOUND,
  pages: null,
};
