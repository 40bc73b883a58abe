import type {
  DescribeTrailsCommandInput,
  DescribeTrailsCommandOutput,
  GetTrailStatusCommandInput,
  GetTrailStatusCommandOutput,
} from '@aws-sdk/client-cloudtrail';
import type {
  DescribeConfigurationRecorderStatusCommandInput,
  DescribeConfigurationRecorderStatusCommandOutput,
} from '@aws-sdk/client-config-service';
import type {
  ListCostAllocationTagsCommandInput,
  ListCostAllocationTagsCommandOutput,
} from '@aws-sdk/client-cost-explorer';
import type {
  GetResourcesCommandInput,
  GetResourcesCommandOutput,
} from '@aws-sdk/client-resource-groups-tagging-api';
import type {
  GetServiceQuotaCommandInput,
  GetServiceQuotaCommandOutput,
} from '@aws-sdk/client-service-quotas';
import { TAGS } from '../../estate-spec.ts';
import { answersOf } from '../world.ts';
import { arns } from './arns.ts';

/** More than any estate takes. */
const QUOTA = 1_000_000;

/** What the account as a whole answers. */
export const accountAnswers = [
  answersOf('cloudtrail', 'cloudtrail')<DescribeTrailsCommandInput, DescribeTrailsCommandOutput>(
    'DescribeTrails',
    () => ({ trailList: [{ Name: 'audit', TrailARN: arns.trail, IsMultiRegionTrail: true }] }),
  ),
  answersOf('cloudtrail', 'cloudtrail')<GetTrailStatusCommandInput, GetTrailStatusCommandOutput>(
    'GetTrailStatus',
    () => ({ IsLogging: true }),
  ),
  answersOf('config', 'config-service')<
    DescribeConfigurationRecorderStatusCommandInput,
    DescribeConfigurationRecorderStatusCommandOutput
  >('DescribeConfigurationRecorderStatus', () => ({
    ConfigurationRecordersStatus: [{ name: 'default', recording: true }],
  })),
  answersOf('servicequotas', 'service-quotas')<
    GetServiceQuotaCommandInput,
    GetServiceQuotaCommandOutput
  >('GetServiceQuota', ({ ServiceCode, QuotaCode }) => ({
    Quota: { ServiceCode, QuotaCode, Value: QUOTA },
  })),
  answersOf('ce', 'cost-explorer')<
    ListCostAllocationTagsCommandInput,
    ListCostAllocationTagsCommandOutput
  >('ListCostAllocationTags', () => ({
    CostAllocationTags: Object.keys(TAGS).map((TagKey) => ({
      TagKey,
      Type: 'UserDefined',
      Status: 'Active',
    })),
  })),
  answersOf('tagging', 'resource-groups-tagging-api')<
    GetResourcesCommandInput,
    GetResourcesCommandOutput
  >('GetResources', ({ ResourceARNList = [] }) => ({
    ResourceTagMappingList: ResourceARNList.map((ResourceARN) => ({
      ResourceARN,
      Tags: Object.entries(TAGS).map(([Key, Value]) => ({ Key, Value })),
    })),
  })),
];
