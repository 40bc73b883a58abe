import type { AwsReader } from '../../../core/aws.ts';
import type { CollectContext } from '../../../core/collector.ts';
import type { Spec } from '../../../core/spec/spec.ts';

/** What collectors are given while load is sent: AWS alone. To ask anything else is a mistake of ours. */
export function awsContext(aws: AwsReader, spec: Spec): CollectContext {
  const refuse = () => {
    throw new Error('Only AWS is watched while load is sent.');
  };
  return {
    aws,
    postgres: { read: refuse, hostOf: () => null },
    pooler: { read: refuse },
    loadTest: { read: refuse },
    spec,
    region: spec.account.region,
    takenAt: Date.now(),
  };
}
