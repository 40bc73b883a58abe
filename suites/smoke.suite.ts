import accountIdentity from '../checks/account/identity.ts';
import alarmsQuiet from '../checks/alarms/quiet.ts';
import auroraClusterAvailable from '../checks/aurora/cluster-available.ts';
import auroraDeletionProtection from '../checks/aurora/deletion-protection.ts';
import auroraEncrypted from '../checks/aurora/encrypted.ts';
import auroraMultiAz from '../checks/aurora/multi-az.ts';
import auroraNotPublic from '../checks/aurora/not-public.ts';
import auroraServerlessCapacity from '../checks/aurora/serverless-capacity.ts';
import auroraTlsEnforced from '../checks/aurora/tls-enforced.ts';
import autoscalingNotSuspended from '../checks/autoscaling/not-suspended.ts';
import autoscalingPolicyPresent from '../checks/autoscaling/policy-present.ts';
import autoscalingTargetRegistered from '../checks/autoscaling/target-registered.ts';
import backupClusterRestorable from '../checks/backup/cluster-restorable.ts';
import dynamodbTable from '../checks/dynamodb/table.ts';
import ecsCircuitBreaker from '../checks/ecs/circuit-breaker.ts';
import ecsDeployedRevision from '../checks/ecs/deployed-revision.ts';
import ecsDeploymentSettled from '../checks/ecs/deployment-settled.ts';
import ecsNetworkConfig from '../checks/ecs/network-config.ts';
import ecsNoPlaintextSecrets from '../checks/ecs/no-plaintext-secrets.ts';
import ecsNoPublicIp from '../checks/ecs/no-public-ip.ts';
import ecsRunningCount from '../checks/ecs/running-count.ts';
import ecsSecretsInjected from '../checks/ecs/secrets-injected.ts';
import ecsServiceActive from '../checks/ecs/service-active.ts';
import ecsTasksHealthy from '../checks/ecs/tasks-healthy.ts';
import elbActive from '../checks/elb/active.ts';
import elbHttpsOnly from '../checks/elb/https-only.ts';
import elbTargetsHealthy from '../checks/elb/targets-healthy.ts';
import eventbridgeDeliveryPermission from '../checks/eventbridge/delivery-permission.ts';
import eventbridgeRuleState from '../checks/eventbridge/rule-state.ts';
import networkPrivateTierPrivate from '../checks/network/private-tier-private.ts';
import secretsCurrentAndAlive from '../checks/secrets/current-and-alive.ts';
import sgDbFromAppOnly from '../checks/sg/db-from-app-only.ts';
import sgIngressExact from '../checks/sg/ingress-exact.ts';
import sgNoPublicIngress from '../checks/sg/no-public-ingress.ts';
import sgPathAppToDb from '../checks/sg/path-app-to-db.ts';
import sqsDlqConfigured from '../checks/sqs/dlq-configured.ts';
import sqsDlqEmpty from '../checks/sqs/dlq-empty.ts';
import sqsQueueExists from '../checks/sqs/queue-exists.ts';
import wafAssociated from '../checks/waf/associated.ts';
import { defineSuite } from '../core/suite.ts';

/** After each deploy, in seconds: is what was deployed up, healthy and closed to the world? */
export default defineSuite({
  id: 'smoke',
  title: 'The deployment is up, healthy and closed',
  when: 'After each deploy.',
  checks: [
    accountIdentity,
    ecsCircuitBreaker,
    ecsDeployedRevision,
    ecsDeploymentSettled,
    ecsNetworkConfig,
    ecsNoPlaintextSecrets,
    ecsNoPublicIp,
    ecsRunningCount,
    ecsSecretsInjected,
    ecsServiceActive,
    ecsTasksHealthy,
    autoscalingNotSuspended,
    autoscalingPolicyPresent,
    autoscalingTargetRegistered,
    auroraClusterAvailable,
    auroraDeletionProtection,
    auroraEncrypted,
    auroraMultiAz,
    auroraNotPublic,
    auroraServerlessCapacity,
    auroraTlsEnforced,
    backupClusterRestorable,
    networkPrivateTierPrivate,
    sgDbFromAppOnly,
    sgIngressExact,
    sgNoPublicIngress,
    sgPathAppToDb,
    secretsCurrentAndAlive,
    elbActive,
    elbHttpsOnly,
    elbTargetsHealthy,
    eventbridgeDeliveryPermission,
    eventbridgeRuleState,
    wafAssociated,
    dynamodbTable,
    sqsDlqConfigured,
    sqsDlqEmpty,
    sqsQueueExists,
    alarmsQuiet,
  ],
});
