import { z } from 'zod';
import { ListedResource, wholeList } from '../whole-list.ts';
import { listRoles } from './operations.ts';

const ListedRole = z.strictObject({
  ...ListedResource.shape,
  /** `/`, or one such as `/aws-service-role/ecs.amazonaws.com/`. */
  path: z.string(),
});

export const allRoles = wholeList({
  id: 'aws/iam/all-roles',
  title: 'All IAM roles of the account',
  operation: listRoles,
  input: {},
  item: ListedRole,
  list: ({ Roles }) => Roles,
  toItem: ({ RoleName: name, Arn: arn, Path: path }) =>
    name === undefined || arn === undefined || path === undefined ? null : { name, arn, path },
});
