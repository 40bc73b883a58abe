import { IAMClient, ListRolesCommand } from '@aws-sdk/client-iam';
import { mockClient } from 'aws-sdk-client-mock';
import { testWholeList } from '../testing/test-whole-list.ts';
import { allRoles } from './all-roles.ts';

const iam = mockClient(IAMClient);

testWholeList(allRoles, {
  mock: iam,
  on: () => iam.on(ListRolesCommand),
  pages: [
    { Roles: [{ RoleName: 'a', Arn: 'arn:a', Path: '/' }], IsTruncated: true, Marker: 'more' },
    { Roles: [{ RoleName: 'b', Arn: 'arn:b', Path: '/aws-service-role/b/' }], IsTruncated: false },
  ],
  items: [
    { name: 'a', arn: 'arn:a', path: '/' },
    { name: 'b', arn: 'arn:b', path: '/aws-service-role/b/' },
  ],
  unidentified: { Roles: [{ RoleName: 'a', Arn: 'arn:a' }] },
});
