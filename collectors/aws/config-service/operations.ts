import type {
  DescribeConfigurationRecorderStatusCommandInput,
  DescribeConfigurationRecorderStatusCommandOutput,
} from '@aws-sdk/client-config-service';
import type { Operation } from '../../../core/aws.ts';

export const describeConfigurationRecorderStatus: Operation<
  DescribeConfigurationRecorderStatusCommandInput,
  DescribeConfigurationRecorderStatusCommandOutput
> = {
  service: 'config-service',
  name: 'DescribeConfigurationRecorderStatus',
  action: 'config:DescribeConfigurationRecorderStatus',
  bucket: 'config',
  required: ['ConfigurationRecordersStatus'],
  absentCodes: [],
  pages: null,
};
