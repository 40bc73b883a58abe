import type { GetScheduleCommandInput, GetScheduleCommandOutput } from '@aws-sdk/client-scheduler';
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
