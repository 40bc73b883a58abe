import type {
  ListSchedulesCommandInput,
  ListSchedulesCommandOutput,
  GetScheduleCommandInput,
  GetScheduleCommandOutput,
} from '@aws-sdk/client-scheduler';
import type { Operation } from '../../../core/aws.ts';

export const getSchedule: Operation<GetScheduleCommandInput, GetScheduleCommandOutput> = {
  service: 'scheduler',
  name: 'GetSchedule',
  action: 'scheduler:GetSchedule',
  bucket: 'scheduler',
  required: ['Arn'],
  absentCodes: ['ResourceNotFoundException'],
  pages: null,
};

/** Of every group. https://docs.aws.amazon.com/scheduler/latest/APIReference/API_ListSchedules.html */
export const listSchedules: Operation<ListSchedulesCommandInput, ListSchedulesCommandOutput> = {
  service: 'scheduler',
  name: 'ListSchedules',
  action: 'scheduler:ListSchedules',
  bucket: 'scheduler',
  required: ['Schedules'],
  absentCodes: [],
  pages: {
    inputToken: 'NextToken',
    outputToken: 'NextToken',
    items: 'Schedules',
    size: { parameter: 'MaxResults', maximum: 100 },
  },
};
