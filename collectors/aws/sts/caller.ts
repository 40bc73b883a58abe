import type {
  GetCallerIdentityCommandInput,
  GetCallerIdentityCommandOutput,
} from '@aws-sdk/client-sts';
import { z } from 'zod';
import type { Operation } from '../../../core/aws.ts';
import { defineCollector } from '../../../core/collector.ts';
import { observe } from '../../../core/observation.ts';

const Caller = z.strictObject({
  account: z.string(),
  arn: z.string(),
  /** The region that the run's clients are set to. */
  region: z.string(),
});

/** Needs no permission, even where everything is denied. */
const getCallerIdentity: Operation<GetCallerIdentityCommandInput, GetCallerIdentityCommandOutput> =
  {
    service: 'sts',
    name: 'GetCallerIdentity',
    action: null,
    bucket: 'sts',
    required: ['Account', 'Arn'],
    absentCodes: [],
    pages: null,
  };

/** Who the run's credentials are: the key is always `caller`. */
export const caller = defineCollector({
  id: 'aws/sts/caller',
  title: 'The account and principal behind the credentials of the run',
  operations: [getCallerIdentity],
  item: Caller,
  keys: () => ['caller'],
  collect: async ({ aws, region }) => ({
    caller: observe(await aws.read(getCallerIdentity, {}), ({ Account, Arn }) =>
      Account === undefined || Arn === undefined ? null : { account: Account, arn: Arn, region },
    ),
  }),
});
