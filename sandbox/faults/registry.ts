import { ACCOUNT_FAULTS } from './account.ts';
import { ALARM_FAULTS } from './alarms.ts';
import { AURORA_FAULTS } from './aurora.ts';
import { BACKUP_FAULTS } from './backup.ts';
import { COST_FAULTS } from './costs.ts';
import { DATABASE_OBJECT_FAULTS } from './database-objects.ts';
import { DATABASE_POOLER_FAULTS } from './database-pooler.ts';
import { DATABASE_READINESS_FAULTS } from './database-readiness.ts';
import { DATABASE_SERVER_FAULTS } from './database-servers.ts';
import { DATABASE_SURROUNDING_FAULTS } from './database-surroundings.ts';
import { DNS_FAULTS } from './dns.ts';
import { ECS_CONTAINER_FAULTS } from './ecs-containers.ts';
import { ECS_SERVICE_FAULTS } from './ecs-services.ts';
import { EVENT_FAULTS } from './events.ts';
import type { Fault } from './fault.ts';
import { KEY_FAULTS } from './keys.ts';
import { LOAD_BALANCING_FAULTS } from './load-balancing.ts';
import { LOAD_TEST_FAULTS } from './load-tests.ts';
import { LINK_FAULTS } from './links.ts';
import { LOG_FAULTS } from './logs.ts';
import { MEMBER_PARAMETER_FAULTS } from './member-parameters.ts';
import { METRIC_FAULTS } from './metrics.ts';
import { NETWORK_FAULTS } from './network.ts';
import { PRIVATE_TIER_FAULTS } from './private-tier.ts';
import { PROXY_FAULTS } from './proxies.ts';
import { QUEUE_FAULTS } from './queues.ts';
import { REPOSITORY_FAULTS } from './repositories.ts';
import { ROLE_FAULTS } from './roles.ts';
import { SCALING_FAULTS } from './scaling.ts';
import { SECRET_FAULTS } from './secrets.ts';
import { SECURITY_GROUP_FAULTS } from './security-groups.ts';
import { TABLE_FAULTS } from './tables.ts';
import { UNDECLARED_FAULTS } from './undeclared.ts';
import { WEB_ACL_FAULTS } from './web-acls.ts';

/** All faults. A new one is an entry of a file of this folder. */
export const FAULTS: readonly Fault[] = [
  ...ACCOUNT_FAULTS,
  ...ECS_SERVICE_FAULTS,
  ...ECS_CONTAINER_FAULTS,
  ...REPOSITORY_FAULTS,
  ...SCALING_FAULTS,
  ...AURORA_FAULTS,
  ...PROXY_FAULTS,
  ...MEMBER_PARAMETER_FAULTS,
  ...BACKUP_FAULTS,
  ...DATABASE_OBJECT_FAULTS,
  ...DATABASE_SERVER_FAULTS,
  ...DATABASE_POOLER_FAULTS,
  ...DATABASE_SURROUNDING_FAULTS,
  ...DATABASE_READINESS_FAULTS,
  ...NETWORK_FAULTS,
  ...PRIVATE_TIER_FAULTS,
  ...LINK_FAULTS,
  ...SECURITY_GROUP_FAULTS,
  ...ROLE_FAULTS,
  ...SECRET_FAULTS,
  ...KEY_FAULTS,
  ...LOAD_BALANCING_FAULTS,
  ...ALARM_FAULTS,
  ...LOG_FAULTS,
  ...METRIC_FAULTS,
  ...LOAD_TEST_FAULTS,
  ...COST_FAULTS,
  ...DNS_FAULTS,
  ...QUEUE_FAULTS,
  ...EVENT_FAULTS,
  ...TABLE_FAULTS,
  ...WEB_ACL_FAULTS,
  ...UNDECLARED_FAULTS,
];
