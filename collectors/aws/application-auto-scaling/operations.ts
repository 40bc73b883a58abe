import type {
  DescribeScalingActivitiesCommandInput,
  DescribeScalingActivitiesCommandOutput,
  DescribeScheduledActionsCommandInput,
  DescribeScheduledActionsCommandOutput,
  DescribeScalableTargetsCommandInput,
  DescribeScalableTargetsCommandOutput,
  DescribeScalingPoliciesCommandInput,
  DescribeScalingPoliciesCommandOutput,
} from '@aws-sdk/client-application-auto-scaling';
import type { Operation } from '../../../core/aws.ts';

/** Resource ids that one DescribeScalableTargets call takes. https://docs.aws.amazon.com/autoscaling/application/APIReference/API_DescribeScalableTargets.html */
export const MAX_TARGETS_PER_CALL = 50;

export const describeScalableTargets: Operation<
  DescribeScalableTargetsCommandInput,
  DescribeScalableTargetsCommandOutput
> = {
  service: 'application-auto-scaling',
  name: 'DescribeScalableTargets',
  action: 'application-autoscaling:DescribeScalableTargets',
  bucket: 'application-auto-scaling-read',
  required: ['ScalableTargets'],
  absentCodes: [],
  pages: {
    inputToken: 'NextToken',
    outputToken: 'NextToken',
    items: 'ScalableTargets',
    size: { parameter: 'MaxResults', maximum: 50 },
  },
};

export const describeScalingPolicies: Operation<
  DescribeScalingPoliciesCommandInput,
  DescribeScalingPoliciesCommandOutput
> = {
  service: 'application-auto-scaling',
  name: 'DescribeScalingPolicies',
  action: 'application-autoscaling:DescribeScalingPolicies',
  bucket: 'application-auto-scaling-read',
  required: ['ScalingPolicies'],
  absentCodes: [],
  // More than ten a page are refused. https://docs.aws.amazon.com/autoscaling/application/APIReference/API_DescribeScalingPolicies.html
  pages: {
    inputToken: 'NextToken',
    outputToken: 'NextToken',
    items: 'ScalingPolicies',
    size: { parameter: 'MaxResults', maximum: 10 },
  },
};

/** The newest come first, and AWS keeps six weeks of them: one page is what is read. */
export const describeScalingActivities: Operation<
  DescribeScalingActivitiesCommandInput,
  DescribeScalingActivitiesCommandOutput
> = {
  service: 'application-auto-scaling',
  name: 'DescribeScalingActivities',
  action: 'application-autoscaling:DescribeScalingActivities',
  bucket: 'application-auto-scaling-read',
  required: ['ScalingActivities'],
  absentCodes: [],
  pages: null,
};

export const describeScheduledActions: Operation<
  DescribeScheduledActionsCommandInput,
  DescribeScheduledActionsCommandOutput
> = {
  service: 'application-auto-scaling',
  name: 'DescribeScheduledActions',
  action: 'application-autoscaling:DescribeScheduledActions',
  bucket: 'application-auto-scaling-read',
  required: ['ScheduledActions'],
  absentCodes: [],
  pages: {
    inputToken: 'NextToken',
    outputToken: 'NextToken',
    items: 'ScheduledActions',
    size: { parameter: 'MaxResults', maximum: 50 },
  },
};
