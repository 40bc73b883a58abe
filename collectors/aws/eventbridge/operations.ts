import type {
  ListEventBusesCommandInput,
  ListEventBusesCommandOutput,
  DescribeEventBusCommandInput,
  DescribeEventBusCommandOutput,
  ListRulesCommandInput,
  ListRulesCommandOutput,
  ListTargetsByRuleCommandInput,
  ListTargetsByRuleCommandOutput,
} from '@aws-sdk/client-eventbridge';
import type { Operation } from '../../../core/aws.ts';

/** Rules of a bus with their patterns. https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_ListRules.html */
export const listRules: Operation<ListRulesCommandInput, ListRulesCommandOutput> = {
  service: 'eventbridge',
  name: 'ListRules',
  action: 'events:ListRules',
  bucket: 'eventbridge-read',
  required: ['Rules'],
  // There is no such bus.
  absentCodes: ['ResourceNotFoundException'],
  pages: {
    inputToken: 'NextToken',
    outputToken: 'NextToken',
    items: 'Rules',
    size: { parameter: 'Limit', maximum: 100 },
  },
};

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_ListTargetsByRule.html */
export const listTargetsByRule: Operation<
  ListTargetsByRuleCommandInput,
  ListTargetsByRuleCommandOutput
> = {
  service: 'eventbridge',
  name: 'ListTargetsByRule',
  action: 'events:ListTargetsByRule',
  bucket: 'eventbridge-read',
  required: ['Targets'],
  absentCodes: ['ResourceNotFoundException'],
  pages: {
    inputToken: 'NextToken',
    outputToken: 'NextToken',
    items: 'Targets',
    size: { parameter: 'Limit', maximum: 100 },
  },
};

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_DescribeEventBus.html */
export const describeEventBus: Operation<
  DescribeEventBusCommandInput,
  DescribeEventBusCommandOutput
> = {
  service: 'eventbridge',
  name: 'DescribeEventBus',
  action: 'events:DescribeEventBus',
  bucket: 'eventbridge-read',
  required: ['Arn'],
  absentCodes: ['ResourceNotFoundException'],
  pages: null,
};

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_ListEventBuses.html */
export const listEventBuses: Operation<ListEventBusesCommandInput, ListEventBusesCommandOutput> = {
  service: 'eventbridge',
  name: 'ListEventBuses',
  action: 'events:ListEventBuses',
  bucket: 'eventbridge-read',
  required: ['EventBuses'],
  absentCodes: [],
  pages: {
    inputToken: 'NextToken',
    outputToken: 'NextToken',
    items: 'EventBuses',
    size: { parameter: 'Limit', maximum: 100 },
  },
};
