import type {
  DescribeTrailsCommandInput,
  DescribeTrailsCommandOutput,
  GetTrailStatusCommandInput,
  GetTrailStatusCommandOutput,
} from '@aws-sdk/client-cloudtrail';
import type { Operation } from '../../../core/aws.ts';

/** Trails of the region, and those of other regions that record it. */
export const describeTrails: Operation<DescribeTrailsCommandInput, DescribeTrailsCommandOutput> = {
  service: 'cloudtrail',
  name: 'DescribeTrails',
  action: 'cloudtrail:DescribeTrails',
  bucket: 'cloudtrail',
  required: ['trailList'],
  absentCodes: [],
  pages: null,
};

export const getTrailStatus: Operation<GetTrailStatusCommandInput, GetTrailStatusCommandOutput> = {
  service: 'cloudtrail',
  name: 'GetTrailStatus',
  action: 'cloudtrail:GetTrailStatus',
  bucket: 'cloudtrail',
  required: ['IsLogging'],
  absentCodes: ['TrailNotFoundException'],
  pages: null,
};
