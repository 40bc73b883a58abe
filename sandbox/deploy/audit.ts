import type { SandboxContext } from './context.ts';

const TRAIL_TARGET = 'com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101';
const CONFIG_TARGET = 'StarlingDoveService';

/** A trail of all regions and a recorder, as every account has that somebody has to answer for. */
export async function deployAudit(context: SandboxContext): Promise<void> {
  const { wire, spec, account } = context;
  const bucket = `${spec.deployment}-audit`;
  await context.make('audit bucket', bucket, () => wire.rest('s3', 'PUT', `/${bucket}`));
  await context.make('trail', trailName(context), async () => {
    await wire.json('cloudtrail', TRAIL_TARGET, 'CreateTrail', {
      Name: trailName(context),
      S3BucketName: bucket,
      IsMultiRegionTrail: true,
    });
    await setLogging(context, true);
  });
  await context.make('recorder', RECORDER, async () => {
    await wire.json('config', CONFIG_TARGET, 'PutConfigurationRecorder', {
      ConfigurationRecorder: {
        name: RECORDER,
        roleARN: `arn:aws:iam::${account}:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig`,
        recordingGroup: { allSupported: true, includeGlobalResourceTypes: true },
      },
    });
    await wire.json('config', CONFIG_TARGET, 'PutDeliveryChannel', {
      DeliveryChannel: { name: RECORDER, s3BucketName: bucket },
    });
    await setRecording(context, true);
  });
}

const RECORDER = 'default';

function trailName({ spec }: SandboxContext): string {
  return `${spec.deployment}-audit`;
}

export async function setLogging(context: SandboxContext, isOn: boolean): Promise<void> {
  await context.wire.json('cloudtrail', TRAIL_TARGET, isOn ? 'StartLogging' : 'StopLogging', {
    Name: trailName(context),
  });
}

export async function setRecording({ wire }: SandboxContext, isOn: boolean): Promise<void> {
  const operation = isOn ? 'StartConfigurationRecorder' : 'StopConfigurationRecorder';
  await wire.json('config', CONFIG_TARGET, operation, { ConfigurationRecorderName: RECORDER });
}
