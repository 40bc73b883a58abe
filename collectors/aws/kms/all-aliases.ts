import { arnIn } from '../arn.ts';
import { listed, ListedResource, wholeList } from '../whole-list.ts';
import { listAliases } from './operations.ts';

/** With the ARN of the key, which is what carries tags; of an alias that stands for none, its own. */
export const allAliases = wholeList({
  id: 'aws/kms/all-aliases',
  title: 'All aliases of keys of the account in the region',
  operation: listAliases,
  input: {},
  item: ListedResource,
  list: ({ Aliases }) => Aliases,
  toItem: ({ AliasName, AliasArn, TargetKeyId: id }, account) =>
    listed(AliasName, id === undefined ? AliasArn : arnIn(account, 'kms', `key/${id}`)),
});
