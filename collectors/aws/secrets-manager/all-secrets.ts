import { z } from 'zod';
import { ListedResource, wholeList } from '../whole-list.ts';
import { listSecrets } from './operations.ts';

const ListedSecret = z.strictObject({
  ...ListedResource.shape,
  /** Whether it is scheduled for deletion. */
  deleted: z.boolean(),
  /** The AWS service that keeps it, such as `rds`; null for the account's own. */
  owner: z.string().nullable(),
});

export const allSecrets = wholeList({
  id: 'aws/secrets-manager/all-secrets',
  title: 'All secrets of the account in the region, those that are to be deleted too',
  operation: listSecrets,
  input: { IncludePlannedDeletion: true },
  item: ListedSecret,
  list: ({ SecretList }) => SecretList,
  toItem: ({ Name: name, ARN: arn, DeletedDate, OwningService }) =>
    name === undefined || arn === undefined
      ? null
      : { name, arn, deleted: DeletedDate !== undefined, owner: OwningService ?? null },
});
