import type {
  DescribeListenerCertificatesCommandInput,
  DescribeListenerCertificatesCommandOutput,
  DescribeListenersCommandInput,
  DescribeListenersCommandOutput,
  DescribeLoadBalancerAttributesCommandInput,
  DescribeLoadBalancerAttributesCommandOutput,
  DescribeLoadBalancersCommandInput,
  DescribeLoadBalancersCommandOutput,
  DescribeRulesCommandInput,
  DescribeRulesCommandOutput,
  DescribeSSLPoliciesCommandInput,
  DescribeSSLPoliciesCommandOutput,
  DescribeTargetGroupAttributesCommandInput,
  DescribeTargetGroupAttributesCommandOutput,
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

export const describeLoadBalancerAttributes: Operation<
  DescribeLoadBalancerAttributesCommandInput,
  DescribeLoadBalancerAttributesCommandOutput
> = {
  service,
  name: 'DescribeLoadBalancerAttributes',
  action: 'elasticloadbalancing:DescribeLoadBalancerAttributes',
  bucket,
  required: ['Attributes'],
  absentCodes: LOAD_BALANCER_NOT_FOUND,
  pages: null,
};

export const describeTargetGroupAttributes: Operation<
  DescribeTargetGroupAttributesCommandInput,
  DescribeTargetGroupAttributesCommandOutput
> = {
  service,
  name: 'DescribeTargetGroupAttributes',
  action: 'elasticloadbalancing:DescribeTargetGroupAttributes',
  bucket,
  required: ['Attributes'],
  absentCodes: TARGET_GROUP_NOT_FOUND,
  pages: null,
};

/** Asked by name, so its answer has no pages. */
export const describeSslPolicies: Operation<
  DescribeSSLPoliciesCommandInput,
  DescribeSSLPoliciesCommandOutput
> = {
  service,
  name: 'DescribeSSLPolicies',
  action: 'elasticloadbalancing:DescribeSSLPolicies',
  bucket,
  required: ['SslPolicies'],
  absentCodes: [],
  pages: null,
};

/** All certificates of a listener: the default one, and those chosen by the name that a client asks for. */
export const describeListenerCertificates: Operation<
  DescribeListenerCertificatesCommandInput,
  DescribeListenerCertificatesCommandOutput
> = {
  service,
  name: 'DescribeListenerCertificates',
  action: 'elasticloadbalancing:DescribeListenerCertificates',
  bucket,
  required: ['Certificates'],
  absentCodes: [],
  pages: {
    inputToken: 'Marker',
    outputToken: 'NextMarker',
    items: 'Certificates',
    size: { parameter: 'PageSize', maximum: 400 },
  },
};

/** All of them, which has pages. */
export const describeAllLoadBalancers: Operation<
  DescribeLoadBalancersCommandInput,
  DescribeLoadBalancersCommandOutput
> = {
  ...describeLoadBalancers,
  pages: {
    inputToken: 'Marker',
    outputToken: 'NextMarker',
    items: 'LoadBalancers',
    size: { parameter: 'PageSize', maximum: 400 },
  },
};

/** All of them, which has pages. */
export const describeAllTargetGroups: Operation<
  DescribeTargetGroupsCommandInput,
  DescribeTargetGroupsCommandOutput
> = {
  ...describeTargetGroups,
  pages: {
    inputToken: 'Marker',
    outputToken: 'NextMarker',
    items: 'TargetGroups',
    size: { parameter: 'PageSize', maximum: 400 },
  },
};
