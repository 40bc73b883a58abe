import { expect, test } from '@jest/globals';
import { lines, renderedWith } from '../testing/rendered.ts';

test('the whole spec is valid', () => {
  expect(renderedWith('{}')).toBeNull();
});

test.each([
  [
    'ACU order',
    'aurora: { db: { capacity: { minAcu: 4 } } }',
    lines(
      'spec.yaml:3:41  error  aurora.db.capacity.minAcu: minAcu is greater than maxAcu',
      '     3 │     aurora: { db: { capacity: { minAcu: 4 } } }',
      '       │                                         ^',
      '1 error',
    ),
  ],
  [
    'ACU maximum',
    'aurora: { db: { capacity: { maxAcu: 0.5 } } }',
    lines(
      'spec.yaml:3:41  error  aurora.db.capacity.maxAcu: the maximum is at least 1 ACU',
      '     3 │     aurora: { db: { capacity: { maxAcu: 0.5 } } }',
      '       │                                         ^^^',
      '1 error',
    ),
  ],
  [
    'a database subnet',
    'aurora: { db: { subnetGroup: { subnets: [data-a, data-c] } } }',
    lines(
      'spec.yaml:3:54  error  aurora.db.subnetGroup.subnets[1]: there is no subnet "data-c" — did you mean "data-a"?',
      '     3 │     aurora: { db: { subnetGroup: { subnets: [data-a, data-c] } } }',
      '       │                                                      ^^^^^^  network.subnets declares app-a, app-b, data-a, data-b',
      '1 error',
    ),
  ],
  [
    'too few zones',
    'aurora: { db: { subnetGroup: { subnets: [data-a] } } }',
    lines(
      'spec.yaml:54:24  error  aurora.db.availabilityZones: the subnets of the subnet group do not stand in so many zones',
      '    54 │     availabilityZones: 2',
      '       │                        ^',
      '1 error',
    ),
  ],
  [
    'a database group',
    'aurora: { db: { securityGroups: [dbs] } }',
    lines(
      'spec.yaml:3:38  error  aurora.db.securityGroups[0]: there is no security group "dbs" — did you mean "db"?',
      '     3 │     aurora: { db: { securityGroups: [dbs] } }',
      '       │                                      ^^^  securityGroups declares alb, api, db, endpoints',
      '1 error',
    ),
  ],
  [
    'pool mode',
    'aurora: { db: { pooler: rds-proxy, proxy: { name: db, subnets: [data-a, data-b] } } }',
    lines(
      'spec.yaml:62:15  error  aurora.db.poolMode: only pgbouncer has a pool mode',
      '    62 │     poolMode: transaction',
      '       │               ^^^^^^^^^^^',
      '1 error',
    ),
  ],
  [
    'a pooler without its proxy',
    'aurora: { db: { pooler: rds-proxy, poolMode: null } }',
    lines(
      'spec.yaml:3:29  error  aurora.db.pooler: rds-proxy needs the proxy that it stands for',
      '     3 │     aurora: { db: { pooler: rds-proxy, poolMode: null } }',
      '       │                             ^^^^^^^^^',
      '1 error',
    ),
  ],
  [
    'a proxy without a pooler',
    'aurora: { db: { proxy: { name: db, subnets: [data-a, data-b] } } }',
    lines(
      'spec.yaml:3:21  error  aurora.db.proxy: a proxy is there only where pooler is rds-proxy',
      '     3 │     aurora: { db: { proxy: { name: db, subnets: [data-a, data-b] } } }',
      '       │                     ^^^^^',
      '1 error',
    ),
  ],
  [
    "a proxy's subnet",
    'aurora: { db: { pooler: rds-proxy, poolMode: null, proxy: { name: db, subnets: [data-a, data-c] } } }',
    lines(
      'spec.yaml:3:93  error  aurora.db.proxy.subnets[1]: there is no subnet "data-c" — did you mean "data-a"?',
      '     3 │     aurora: { db: { pooler: rds-proxy, poolMode: null, proxy: { name: db, subnets: [data-a, data-c] } } }',
      '       │                                                                                             ^^^^^^  network.subnets declares app-a, app-b, data-a, data-b',
      '1 error',
    ),
  ],
  [
    'migration target',
    'migration: { target: d }',
    lines(
      'spec.yaml:3:26  error  migration.target: there is no Aurora cluster "d"',
      '     3 │     migration: { target: d }',
      '       │                          ^  aurora declares db',
      '1 error',
    ),
  ],
  [
    'a store that a backup plan is for',
    'backup: { plans: { daily: { tables: [d] } } }',
    lines(
      'spec.yaml:3:42  error  backup.plans.daily.tables[0]: there is no table "d"',
      '     3 │     backup: { plans: { daily: { tables: [d] } } }',
      '       │                                          ^  tables declares carts',
      '1 error',
    ),
  ],
  [
    'copy to the same region',
    'backup: { plans: { daily: { copyToRegion: eu-west-1 } } }',
    lines(
      'spec.yaml:3:47  error  backup.plans.daily.copyToRegion: a copy in the same region does not outlive the region',
      '     3 │     backup: { plans: { daily: { copyToRegion: eu-west-1 } } }',
      '       │                                               ^^^^^^^^^',
      '1 error',
    ),
  ],
])('%s', (_, overlay, message) => {
  expect(renderedWith(overlay)).toBe(message);
});
