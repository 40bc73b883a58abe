import accountIdentity from '../checks/account/identity.ts';
import auroraClusterAvailable from '../checks/aurora/cluster-available.ts';
import auroraDeletionProtection from '../checks/aurora/deletion-protection.ts';
import auroraEncrypted from '../checks/aurora/encrypted.ts';
import auroraMultiAz from '../checks/aurora/multi-az.ts';
import auroraNotPublic from '../checks/aurora/not-public.ts';
import auroraServerlessCapacity from '../checks/aurora/serverless-capacity.ts';
import auroraTlsEnforced from '../checks/aurora/tls-enforced.ts';
import autoscalingPolicyPresent from '../checks/autoscaling/policy-present.ts';
import autoscalingTargetRegistered from '../checks/autoscaling/target-registered.ts';
import backupClusterRestorable from '../checks/backup/cluster-restorable.ts';
import backupClusterRetention from '../checks/backup/cluster-retention.ts';
import backupDynamodbPitr from '../checks/backup/dynamodb-pitr.ts';
import backupRestoreTested from '../checks/backup/restore-tested.ts';
import ecsCircuitBreaker from '../checks/ecs/circuit-breaker.ts';
import ecsDeployedRevision from '../checks/ecs/deployed-revision.ts';
import ecsDeploymentSettled from '../checks/ecs/deployment-settled.ts';
import ecsNetworkConfig from '../checks/ecs/network-config.ts';
import ecsNoPlaintextSecrets from '../checks/ecs/no-plaintext-secrets.ts';
import ecsNoPublicIp from '../checks/ecs/no-public-ip.ts';
import ecsRunningCount from '../checks/ecs/running-count.ts';
import ecsSecretsInjected from '../checks/ecs/secrets-injected.ts';
import ecsServiceActive from '../checks/ecs/service-active.ts';
import elbHttpsOnly from '../checks/elb/https-only.ts';
import elbTargetsHealthy from '../checks/elb/targets-healthy.ts';
import iamNoAdmin from '../checks/iam/no-admin.ts';
import iamNoPrivilegeEscalation from '../checks/iam/no-privilege-escalation.ts';
import iamTrustPrincipal from '../checks/iam/trust-principal.ts';
import networkPrivateTierPrivate from '../checks/network/private-tier-private.ts';
import secretsCurrentAndAlive from '../checks/secrets/current-and-alive.ts';
import secretsRotationEnabled from '../checks/secrets/rotation-enabled.ts';
import sgDbFromAppOnly from '../checks/sg/db-from-app-only.ts';
import sgEgressExact from '../checks/sg/egress-exact.ts';
import sgIngressExact from '../checks/sg/ingress-exact.ts';
import sgNoPublicIngress from '../checks/sg/no-public-ingress.ts';
import sgPathAppToDb from '../checks/sg/path-app-to-db.ts';
import { defineSuite } from '../core/suite.ts';

/** On a schedule: is everything that the spec states about the deployment still true? */
export default defineSuite({
  id: 'compliance',
  title: 'The deployment is what the spec says',
  when: 'On a schedule, and after every change of the deployment.',
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
    backupClusterRetention,
    backupDynamodbPitr,
    backupRestoreTested,
    networkPrivateTierPrivate,
    sgDbFromAppOnly,
    sgEgressExact,
    sgIngressExact,
    sgNoPublicIngress,
    sgPathAppToDb,
    iamNoAdmin,
    iamNoPrivilegeEscalation,
    iamTrustPrincipal,
    secretsCurrentAndAlive,
    secretsRotationEnabled,
    elbHttpsOnly,
    elbTargetsHealthy,
  ],
});
