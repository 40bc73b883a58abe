import type {
  ListAliasesCommandInput,
  ListAliasesCommandOutput,
  DescribeKeyCommandInput,
  DescribeKeyCommandOutput,
  GetKeyPolicyCommandInput,
  GetKeyPolicyCommandOutput,
  GetKeyRotationStatusCommandInput,
  GetKeyRotationStatusCommandOutput,
  ListGrantsCommandInput,
  ListGrantsCommandOutput,
} from '@aws-sdk/client-kms';
import type { Operation, PartialFailure } from '../../../core/aws.ts';

export const describeKey: Operation<DescribeKeyCommandInput, DescribeKeyCommandOutput> = {
  service: 'kms',
  name: 'DescribeKey',
  action: 'kms:DescribeKey',
  bucket: 'kms',
  required: ['KeyMetadata'],
  absentCodes: ['NotFoundException'],
  pages: null,
};

/** Takes no alias. https://docs.aws.amazon.com/kms/latest/APIReference/API_GetKeyPolicy.html */
export const getKeyPolicy: Operation<GetKeyPolicyCommandInput, GetKeyPolicyCommandOutput> = {
  service: 'kms',
  name: 'GetKeyPolicy',
  action: 'kms:GetKeyPolicy',
  bucket: 'kms',
  required: ['Policy'],
  absentCodes: ['NotFoundException'],
  pages: null,
};

/** Of a key that cannot be rotated there is no status: https://docs.aws.amazon.com/kms/latest/APIReference/API_GetKeyRotationStatus.html */
export const getKeyRotationStatus: Operation<
  GetKeyRotationStatusCommandInput,
  GetKeyRotationStatusCommandOutput
> = {
  service: 'kms',
  name: 'GetKeyRotationStatus',
  action: 'kms:GetKeyRotationStatus',
  bucket: 'kms',
  required: [],
  absentCodes: ['NotFoundException', 'UnsupportedOperationException'],
  pages: null,
};

export const listGrants: Operation<ListGrantsCommandInput, ListGrantsCommandOutput> = {
  service: 'kms',
  name: 'ListGrants',
  action: 'kms:ListGrants',
  bucket: 'kms',
  required: ['Grants'],
  absentCodes: ['NotFoundException'],
  pages: {
    inputToken: 'Marker',
    outputToken: 'NextMarker',
    items: 'Grants',
    size: { parameter: 'Limit', maximum: 100 },
  },
  partialFailures: cutOff,
};

/** KMS says with a flag that there is more; without a marker nobody can ask for it. */
function cutOff({
  Truncated,
  NextMarker = '',
}: {
  readonly Truncated?: boolean | undefined;
  readonly NextMarker?: string | undefined;
}): readonly PartialFailure[] {
  if (Truncated !== true || NextMarker !== '') return [];
  return [{ item: '', reason: 'The list goes on, and AWS gives no marker.', absent: false }];
}

/** https://docs.aws.amazon.com/kms/latest/APIReference/API_ListAliases.html */
export const listAliases: Operation<ListAliasesCommandInput, ListAliasesCommandOutput> = {
  service: 'kms',
  name: 'ListAliases',
  action: 'kms:ListAliases',
  bucket: 'kms',
  required: ['Aliases'],
  absentCodes: [],
  pages: {
    inputToken: 'Marker',
    outputToken: 'NextMarker',
    items: 'Aliases',
    size: { parameter: 'Limit', maximum: 100 },
  },
  partialFailures: cutOff,
};
