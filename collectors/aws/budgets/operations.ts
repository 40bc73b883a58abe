import type {
  DescribeBudgetsCommandInput,
  DescribeBudgetsCommandOutput,
  DescribeNotificationsForBudgetCommandInput,
  DescribeNotificationsForBudgetCommandOutput,
  DescribeSubscribersForNotificationCommandInput,
  DescribeSubscribersForNotificationCommandOutput,
} from '@aws-sdk/client-budgets';
import type { Operation } from '../../../core/aws.ts';

// AWS leaves a list out that is empty in none of these: https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_Operations_AWS_Budgets.html

export const describeBudgets: Operation<DescribeBudgetsCommandInput, DescribeBudgetsCommandOutput> =
  {
    service: 'budgets',
    name: 'DescribeBudgets',
    action: 'budgets:ViewBudget',
    bucket: 'budgets',
    required: ['Budgets'],
    absentCodes: ['NotFoundException'],
    pages: {
      inputToken: 'NextToken',
      outputToken: 'NextToken',
      items: 'Budgets',
      size: { parameter: 'MaxResults', maximum: 100 },
    },
  };

export const describeNotificationsForBudget: Operation<
  DescribeNotificationsForBudgetCommandInput,
  DescribeNotificationsForBudgetCommandOutput
> = {
  service: 'budgets',
  name: 'DescribeNotificationsForBudget',
  action: 'budgets:ViewBudget',
  bucket: 'budgets',
  required: ['Notifications'],
  absentCodes: ['NotFoundException'],
  pages: {
    inputToken: 'NextToken',
    outputToken: 'NextToken',
    items: 'Notifications',
    size: { parameter: 'MaxResults', maximum: 100 },
  },
};

export const describeSubscribersForNotification: Operation<
  DescribeSubscribersForNotificationCommandInput,
  DescribeSubscribersForNotificationCommandOutput
> = {
  service: 'budgets',
  name: 'DescribeSubscribersForNotification',
  action: 'budgets:ViewBudget',
  bucket: 'budgets',
  required: ['Subscribers'],
  absentCodes: ['NotFoundException'],
  pages: {
    inputToken: 'NextToken',
    outputToken: 'NextToken',
    items: 'Subscribers',
    size: { parameter: 'MaxResults', maximum: 100 },
  },
};
