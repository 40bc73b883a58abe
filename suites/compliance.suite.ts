import accountAuditBaseline from '../checks/account/audit-baseline.ts';
import accountIdentity from '../checks/account/identity.ts';
import accountQuotas from '../checks/account/quotas.ts';
import alarmsActionable from '../checks/alarms/actionable.ts';
import alarmsDeliveryPath from '../checks/alarms/delivery-path.ts';
import alarmsQuiet from '../checks/alarms/quiet.ts';
import alarmsRequired from '../checks/alarms/required.ts';
import alarmsUndeclaredAlarms from '../checks/alarms/undeclared-alarms.ts';
import alarmsUndeclaredTopics from '../checks/alarms/undeclared-topics.ts';
import auroraCaCertificate from '../checks/aurora/ca-certificate.ts';
import auroraCapacityHeadroom from '../checks/aurora/capacity-headroom.ts';
import auroraClusterAvailable from '../checks/aurora/cluster-available.ts';
import auroraDatabaseName from '../checks/aurora/database-name.ts';
import auroraDeletionProtection from '../checks/aurora/deletion-protection.ts';
import auroraEncrypted from '../checks/aurora/encrypted.ts';
import auroraEngineVersion from '../checks/aurora/engine-version.ts';
import auroraEvents from '../checks/aurora/events.ts';
import auroraFailoverTier from '../checks/aurora/failover-tier.ts';
import auroraIamAuth from '../checks/aurora/iam-auth.ts';
import auroraInsights from '../checks/aurora/insights.ts';
import auroraInstanceClass from '../checks/aurora/instance-class.ts';
import auroraLogsExported from '../checks/aurora/logs-exported.ts';
import auroraMasterCredentials from '../checks/aurora/master-credentials.ts';
import auroraMinorUpgrade from '../checks/aurora/minor-upgrade.ts';
import auroraMultiAz from '../checks/aurora/multi-az.ts';
import auroraNoAutoPause from '../checks/aurora/no-auto-pause.ts';
import auroraNotPublic from '../checks/aurora/not-public.ts';
import auroraParametersInSync from '../checks/aurora/parameters-in-sync.ts';
import auroraParametersMatch from '../checks/aurora/parameters-match.ts';
import auroraPendingChanges from '../checks/aurora/pending-changes.ts';
import auroraProxy from '../checks/aurora/proxy.ts';
import auroraSecurityGroups from '../checks/aurora/security-groups.ts';
import auroraServerlessCapacity from '../checks/aurora/serverless-capacity.ts';
import auroraStorage from '../checks/aurora/storage.ts';
import auroraSubnetGroup from '../checks/aurora/subnet-group.ts';
import auroraTlsEnforced from '../checks/aurora/tls-enforced.ts';
import auroraUndeclaredClusters from '../checks/aurora/undeclared-clusters.ts';
import auroraUndeclaredInstances from '../checks/aurora/undeclared-instances.ts';
import auroraUndeclaredMembers from '../checks/aurora/undeclared-members.ts';
import auroraWriterReaders from '../checks/aurora/writer-readers.ts';
import autoscalingAlarmsIntact from '../checks/autoscaling/alarms-intact.ts';
import autoscalingNotSuspended from '../checks/autoscaling/not-suspended.ts';
import autoscalingPolicyPresent from '../checks/autoscaling/policy-present.ts';
import autoscalingRecentActivity from '../checks/autoscaling/recent-activity.ts';
import autoscalingScaledUnderLoad from '../checks/autoscaling/scaled-under-load.ts';
import autoscalingScheduledActions from '../checks/autoscaling/scheduled-actions.ts';
import autoscalingTargetRegistered from '../checks/autoscaling/target-registered.ts';
import backupClusterRestorable from '../checks/backup/cluster-restorable.ts';
import backupClusterRetention from '../checks/backup/cluster-retention.ts';
import backupCrossRegionCopy from '../checks/backup/cross-region-copy.ts';
import backupDynamodbPitr from '../checks/backup/dynamodb-pitr.ts';
import backupNoFailedJobs from '../checks/backup/no-failed-jobs.ts';
import backupPlanCoverage from '../checks/backup/plan-coverage.ts';
import backupPlanRules from '../checks/backup/plan-rules.ts';
import backupPointsEncrypted from '../checks/backup/points-encrypted.ts';
import backupPreCutoverSnapshot from '../checks/backup/pre-cutover-snapshot.ts';
import backupRecentRecoveryPoint from '../checks/backup/recent-recovery-point.ts';
import backupRestoreInTime from '../checks/backup/restore-in-time.ts';
import backupRestoreTested from '../checks/backup/restore-tested.ts';
import backupSnapshotsEncrypted from '../checks/backup/snapshots-encrypted.ts';
import backupSnapshotsPrivate from '../checks/backup/snapshots-private.ts';
import backupUndeclaredPlans from '../checks/backup/undeclared-plans.ts';
import backupVaultLocked from '../checks/backup/vault-locked.ts';
import costActualVsPlan from '../checks/cost/actual-vs-plan.ts';
import costBudget from '../checks/cost/budget.ts';
import costBudgetAlerts from '../checks/cost/budget-alerts.ts';
import costTags from '../checks/cost/tags.ts';
import databaseAurora from '../checks/database/aurora.ts';
import databaseCapacitySettings from '../checks/database/capacity-settings.ts';
import databaseCollationOrder from '../checks/database/collation-order.ts';
import databaseCollationVersions from '../checks/database/collation-versions.ts';
import databaseColumnDefaults from '../checks/database/column-defaults.ts';
import databaseColumnGeneration from '../checks/database/column-generation.ts';
import databaseColumnOrder from '../checks/database/column-order.ts';
import databaseColumns from '../checks/database/columns.ts';
import databaseComments from '../checks/database/comments.ts';
import databaseConstraints from '../checks/database/constraints.ts';
import databaseConstraintsValidated from '../checks/database/constraints-validated.ts';
import databaseDefaultPrivileges from '../checks/database/default-privileges.ts';
import databaseEncoding from '../checks/database/encoding.ts';
import databaseEnums from '../checks/database/enums.ts';
import databaseEventTriggers from '../checks/database/event-triggers.ts';
import databaseExtendedStatistics from '../checks/database/extended-statistics.ts';
import databaseExtensionVersions from '../checks/database/extension-versions.ts';
import databaseExtensions from '../checks/database/extensions.ts';
import databaseForeignKeysEnforced from '../checks/database/foreign-keys-enforced.ts';
import databaseForeignTables from '../checks/database/foreign-tables.ts';
import databaseFormats from '../checks/database/formats.ts';
import databaseIndexes from '../checks/database/indexes.ts';
import databaseIndexesValid from '../checks/database/indexes-valid.ts';
import databaseLargeObjects from '../checks/database/large-objects.ts';
import databaseLocale from '../checks/database/locale.ts';
import databaseMaterializedViewsPopulated from '../checks/database/materialized-views-populated.ts';
import databaseMaxConnections from '../checks/database/max-connections.ts';
import databaseMemberships from '../checks/database/memberships.ts';
import databaseNoPendingRestart from '../checks/database/no-pending-restart.ts';
import databaseOperators from '../checks/database/operators.ts';
import databaseOwnership from '../checks/database/ownership.ts';
import databasePageChecksums from '../checks/database/page-checksums.ts';
import databasePendingTransactions from '../checks/database/pending-transactions.ts';
import databasePlannerSettings from '../checks/database/planner-settings.ts';
import databasePoolerAuthentication from '../checks/database/pooler-authentication.ts';
import databasePoolerCapacity from '../checks/database/pooler-capacity.ts';
import databasePoolerFailover from '../checks/database/pooler-failover.ts';
import databasePoolerMode from '../checks/database/pooler-mode.ts';
import databasePoolerPreparedStatements from '../checks/database/pooler-prepared-statements.ts';
import databasePoolerReset from '../checks/database/pooler-reset.ts';
import databasePoolerServing from '../checks/database/pooler-serving.ts';
import databasePoolerTimeouts from '../checks/database/pooler-timeouts.ts';
import databasePoolerTls from '../checks/database/pooler-tls.ts';
import databasePrivileges from '../checks/database/privileges.ts';
import databasePublications from '../checks/database/publications.ts';
import databaseReplicaIdentity from '../checks/database/replica-identity.ts';
import databaseReplicationSettings from '../checks/database/replication-settings.ts';
import databaseReplicationSlots from '../checks/database/replication-slots.ts';
import databaseRoles from '../checks/database/roles.ts';
import databaseRoutineCosts from '../checks/database/routine-costs.ts';
import databaseRoutines from '../checks/database/routines.ts';
import databaseRowSecurity from '../checks/database/row-security.ts';
import databaseRules from '../checks/database/rules.ts';
import databaseSchemas from '../checks/database/schemas.ts';
import databaseSequenceHeadroom from '../checks/database/sequence-headroom.ts';
import databaseSequencePositions from '../checks/database/sequence-positions.ts';
import databaseSequences from '../checks/database/sequences.ts';
import databaseSettingOverrides from '../checks/database/setting-overrides.ts';
import databaseSettings from '../checks/database/settings.ts';
import databaseStatistics from '../checks/database/statistics.ts';
import databaseSuperuserNeeds from '../checks/database/superuser-needs.ts';
import databaseSupportDates from '../checks/database/support-dates.ts';
import databaseTableStorage from '../checks/database/table-storage.ts';
import databaseTables from '../checks/database/tables.ts';
import databaseTablespaces from '../checks/database/tablespaces.ts';
import databaseTargetCluster from '../checks/database/target-cluster.ts';
import databaseTextSearch from '../checks/database/text-search.ts';
import databaseTimeZones from '../checks/database/time-zones.ts';
import databaseTls from '../checks/database/tls.ts';
import databaseTriggers from '../checks/database/triggers.ts';
import databaseTriggersEnabled from '../checks/database/triggers-enabled.ts';
import databaseTypes from '../checks/database/types.ts';
import databaseUnloggedTables from '../checks/database/unlogged-tables.ts';
import databaseUsedFeatures from '../checks/database/used-features.ts';
import databaseVersions from '../checks/database/versions.ts';
import databaseViews from '../checks/database/views.ts';
import databaseWraparound from '../checks/database/wraparound.ts';
import databaseWriter from '../checks/database/writer.ts';
import dnsRecord from '../checks/dns/record.ts';
import dynamodbAutoscaling from '../checks/dynamodb/autoscaling.ts';
import dynamodbCapacityMode from '../checks/dynamodb/capacity-mode.ts';
import dynamodbDeletionProtection from '../checks/dynamodb/deletion-protection.ts';
import dynamodbEncryption from '../checks/dynamodb/encryption.ts';
import dynamodbIndexes from '../checks/dynamodb/indexes.ts';
import dynamodbReplicasAndPolicy from '../checks/dynamodb/replicas-and-policy.ts';
import dynamodbStorage from '../checks/dynamodb/storage.ts';
import dynamodbTable from '../checks/dynamodb/table.ts';
import dynamodbThrottling from '../checks/dynamodb/throttling.ts';
import dynamodbTtlStreams from '../checks/dynamodb/ttl-streams.ts';
import dynamodbUndeclaredTables from '../checks/dynamodb/undeclared-tables.ts';
import ecrImagePresent from '../checks/ecr/image-present.ts';
import ecrImageSize from '../checks/ecr/image-size.ts';
import ecrNoCriticalCves from '../checks/ecr/no-critical-cves.ts';
import ecrPolicyLifecycle from '../checks/ecr/policy-lifecycle.ts';
import ecrScanning from '../checks/ecr/scanning.ts';
import ecrTagImmutability from '../checks/ecr/tag-immutability.ts';
import ecrUndeclaredRepositories from '../checks/ecr/undeclared-repositories.ts';
import ecsArchitecture from '../checks/ecs/architecture.ts';
import ecsCircuitBreaker from '../checks/ecs/circuit-breaker.ts';
import ecsContainerInsights from '../checks/ecs/container-insights.ts';
import ecsContainerPorts from '../checks/ecs/container-ports.ts';
import ecsDeployedRevision from '../checks/ecs/deployed-revision.ts';
import ecsDeploymentPercentages from '../checks/ecs/deployment-percentages.ts';
import ecsDeploymentSettled from '../checks/ecs/deployment-settled.ts';
import ecsEnvContract from '../checks/ecs/env-contract.ts';
import ecsExecAccess from '../checks/ecs/exec-access.ts';
import ecsFargateLaunch from '../checks/ecs/fargate-launch.ts';
import ecsHealthCheck from '../checks/ecs/health-check.ts';
import ecsImageReference from '../checks/ecs/image-reference.ts';
import ecsLoadBalancerBinding from '../checks/ecs/load-balancer-binding.ts';
import ecsLogging from '../checks/ecs/logging.ts';
import ecsNetworkConfig from '../checks/ecs/network-config.ts';
import ecsNoPlaintextSecrets from '../checks/ecs/no-plaintext-secrets.ts';
import ecsNoPrivileged from '../checks/ecs/no-privileged.ts';
import ecsNoPublicIp from '../checks/ecs/no-public-ip.ts';
import ecsNonRootUser from '../checks/ecs/non-root-user.ts';
import ecsPlatformVersion from '../checks/ecs/platform-version.ts';
import ecsReadonlyRootfs from '../checks/ecs/readonly-rootfs.ts';
import ecsRunningCount from '../checks/ecs/running-count.ts';
import ecsRunningDigest from '../checks/ecs/running-digest.ts';
import ecsSecretsInjected from '../checks/ecs/secrets-injected.ts';
import ecsServiceActive from '../checks/ecs/service-active.ts';
import ecsServiceEvents from '../checks/ecs/service-events.ts';
import ecsStoppedTasks from '../checks/ecs/stopped-tasks.ts';
import ecsTaskAzSpread from '../checks/ecs/task-az-spread.ts';
import ecsTaskSize from '../checks/ecs/task-size.ts';
import ecsTasksHealthy from '../checks/ecs/tasks-healthy.ts';
import ecsUndeclaredClusters from '../checks/ecs/undeclared-clusters.ts';
import ecsUndeclaredServices from '../checks/ecs/undeclared-services.ts';
import ecsVolumeEncryption from '../checks/ecs/volume-encryption.ts';
import elbAccessLogs from '../checks/elb/access-logs.ts';
import elbActive from '../checks/elb/active.ts';
import elbBackendEncryption from '../checks/elb/backend-encryption.ts';
import elbCertificate from '../checks/elb/certificate.ts';
import elbDeletionProtection from '../checks/elb/deletion-protection.ts';
import elbDeregistrationDelay from '../checks/elb/deregistration-delay.ts';
import elbErrorLatency from '../checks/elb/error-latency.ts';
import elbHeaderHardening from '../checks/elb/header-hardening.ts';
import elbHealthCheck from '../checks/elb/health-check.ts';
import elbHttpsOnly from '../checks/elb/https-only.ts';
import elbListenerRules from '../checks/elb/listener-rules.ts';
import elbTargetsHealthy from '../checks/elb/targets-healthy.ts';
import elbTimeouts from '../checks/elb/timeouts.ts';
import elbTlsPolicy from '../checks/elb/tls-policy.ts';
import elbUndeclaredListeners from '../checks/elb/undeclared-listeners.ts';
import elbUndeclaredLoadBalancers from '../checks/elb/undeclared-load-balancers.ts';
import elbUndeclaredTargetGroups from '../checks/elb/undeclared-target-groups.ts';
import eventbridgeBusPolicy from '../checks/eventbridge/bus-policy.ts';
import eventbridgeDeliveryPermission from '../checks/eventbridge/delivery-permission.ts';
import eventbridgeDlqRetry from '../checks/eventbridge/dlq-retry.ts';
import eventbridgeFailedInvocations from '../checks/eventbridge/failed-invocations.ts';
import eventbridgeKmsDelivery from '../checks/eventbridge/kms-delivery.ts';
import eventbridgeRouting from '../checks/eventbridge/routing.ts';
import eventbridgeRuleState from '../checks/eventbridge/rule-state.ts';
import eventbridgeSchedules from '../checks/eventbridge/schedules.ts';
import eventbridgeTargets from '../checks/eventbridge/targets.ts';
import eventbridgeUndeclaredBuses from '../checks/eventbridge/undeclared-buses.ts';
import eventbridgeUndeclaredRules from '../checks/eventbridge/undeclared-rules.ts';
import eventbridgeUndeclaredSchedules from '../checks/eventbridge/undeclared-schedules.ts';
import iamBoundaryAndHygiene from '../checks/iam/boundary-and-hygiene.ts';
import iamDeployOidcTrust from '../checks/iam/deploy-oidc-trust.ts';
import iamForbiddenPermissions from '../checks/iam/forbidden-permissions.ts';
import iamNoAdmin from '../checks/iam/no-admin.ts';
import iamNoNegativeAllow from '../checks/iam/no-negative-allow.ts';
import iamNoPrivilegeEscalation from '../checks/iam/no-privilege-escalation.ts';
import iamNoServiceWildcard from '../checks/iam/no-service-wildcard.ts';
import iamNoWildcardResource from '../checks/iam/no-wildcard-resource.ts';
import iamPassRoleScoped from '../checks/iam/pass-role-scoped.ts';
import iamRequiredPermissions from '../checks/iam/required-permissions.ts';
import iamRolesBound from '../checks/iam/roles-bound.ts';
import iamSecretAndKeyScope from '../checks/iam/secret-and-key-scope.ts';
import iamTrustConfusedDeputy from '../checks/iam/trust-confused-deputy.ts';
import iamTrustPrincipal from '../checks/iam/trust-principal.ts';
import iamUndeclaredRoles from '../checks/iam/undeclared-roles.ts';
import kmsKeyUsable from '../checks/kms/key-usable.ts';
import kmsPolicy from '../checks/kms/policy.ts';
import kmsRotation from '../checks/kms/rotation.ts';
import kmsUndeclaredKeys from '../checks/kms/undeclared-keys.ts';
import logsErrorBudget from '../checks/logs/error-budget.ts';
import logsFlowing from '../checks/logs/flowing.ts';
import logsRetention from '../checks/logs/retention.ts';
import logsUndeclaredLogGroups from '../checks/logs/undeclared-log-groups.ts';
import networkBlockPublicAccess from '../checks/network/block-public-access.ts';
import networkEgressPath from '../checks/network/egress-path.ts';
import networkEndpointAccess from '../checks/network/endpoint-access.ts';
import networkEndpointsPresent from '../checks/network/endpoints-present.ts';
import networkFlowLogs from '../checks/network/flow-logs.ts';
import networkFlowLogsRetention from '../checks/network/flow-logs-retention.ts';
import networkFreeIps from '../checks/network/free-ips.ts';
import networkHybridLinks from '../checks/network/hybrid-links.ts';
import networkNaclAdminPorts from '../checks/network/nacl-admin-ports.ts';
import networkNaclRequiredFlows from '../checks/network/nacl-required-flows.ts';
import networkNatAzResilience from '../checks/network/nat-az-resilience.ts';
import networkNoBlackholes from '../checks/network/no-blackholes.ts';
import networkPrivateTierPrivate from '../checks/network/private-tier-private.ts';
import networkReachability from '../checks/network/reachability.ts';
import networkSubnetAutoPublicIp from '../checks/network/subnet-auto-public-ip.ts';
import networkSubnets from '../checks/network/subnets.ts';
import networkUndeclaredReach from '../checks/network/undeclared-reach.ts';
import networkUndeclaredSubnets from '../checks/network/undeclared-subnets.ts';
import networkVpc from '../checks/network/vpc.ts';
import secretsCmk from '../checks/secrets/cmk.ts';
import secretsCurrentAndAlive from '../checks/secrets/current-and-alive.ts';
import secretsPolicyNotPublic from '../checks/secrets/policy-not-public.ts';
import secretsReadableByExecutionRole from '../checks/secrets/readable-by-execution-role.ts';
import secretsReplication from '../checks/secrets/replication.ts';
import secretsRotationEnabled from '../checks/secrets/rotation-enabled.ts';
import secretsRotationHealthy from '../checks/secrets/rotation-healthy.ts';
import secretsRotationInterval from '../checks/secrets/rotation-interval.ts';
import secretsRunningTasksCurrent from '../checks/secrets/running-tasks-current.ts';
import secretsUndeclaredSecrets from '../checks/secrets/undeclared-secrets.ts';
import sgAppFromAlbOnly from '../checks/sg/app-from-alb-only.ts';
import sgDbFromAppOnly from '../checks/sg/db-from-app-only.ts';
import sgDefaultClosed from '../checks/sg/default-closed.ts';
import sgEgressExact from '../checks/sg/egress-exact.ts';
import sgIngressExact from '../checks/sg/ingress-exact.ts';
import sgNoAdminPorts from '../checks/sg/no-admin-ports.ts';
import sgNoPublicIngress from '../checks/sg/no-public-ingress.ts';
import sgPathAppToDb from '../checks/sg/path-app-to-db.ts';
import sgPathAppToDeps from '../checks/sg/path-app-to-deps.ts';
import sgStaleReferences from '../checks/sg/stale-references.ts';
import sgUndeclaredGroups from '../checks/sg/undeclared-groups.ts';
import sgUnexpectedAttachments from '../checks/sg/unexpected-attachments.ts';
import sqsAttributes from '../checks/sqs/attributes.ts';
import sqsBacklog from '../checks/sqs/backlog.ts';
import sqsDlqConfigured from '../checks/sqs/dlq-configured.ts';
import sqsDlqEmpty from '../checks/sqs/dlq-empty.ts';
import sqsDlqRetention from '../checks/sqs/dlq-retention.ts';
import sqsEncrypted from '../checks/sqs/encrypted.ts';
import sqsPolicyNotPublic from '../checks/sqs/policy-not-public.ts';
import sqsQueueExists from '../checks/sqs/queue-exists.ts';
import sqsTlsOnly from '../checks/sqs/tls-only.ts';
import sqsUndeclaredQueues from '../checks/sqs/undeclared-queues.ts';
import sqsVisibilityBudget from '../checks/sqs/visibility-budget.ts';
import wafAssociated from '../checks/waf/associated.ts';
import wafBlockingNotCount from '../checks/waf/blocking-not-count.ts';
import wafDefaultAction from '../checks/waf/default-action.ts';
import wafHasRules from '../checks/waf/has-rules.ts';
import wafLogging from '../checks/waf/logging.ts';
import wafMetrics from '../checks/waf/metrics.ts';
import wafNoTestBypass from '../checks/waf/no-test-bypass.ts';
import wafRateLimit from '../checks/waf/rate-limit.ts';
import wafRequiredManagedGroups from '../checks/waf/required-managed-groups.ts';
import { defineSuite } from '../core/suite.ts';

/** On a schedule: is everything that the spec states about the deployment still true? */
export default defineSuite({
  id: 'compliance',
  title: 'The deployment is what the spec says',
  when: 'On a schedule, and after every change of the deployment.',
  checks: [
    accountIdentity,
    accountAuditBaseline,
    accountQuotas,
    ecsArchitecture,
    ecsCircuitBreaker,
    ecsContainerInsights,
    ecsContainerPorts,
    ecsDeployedRevision,
    ecsDeploymentPercentages,
    ecsDeploymentSettled,
    ecsFargateLaunch,
    ecsImageReference,
    ecsLogging,
    ecsNetworkConfig,
    ecsNoPlaintextSecrets,
    ecsNoPublicIp,
    ecsRunningCount,
    ecsSecretsInjected,
    ecsServiceActive,
    ecsTaskAzSpread,
    ecsTaskSize,
    ecsTasksHealthy,
    ecsEnvContract,
    ecsExecAccess,
    ecsHealthCheck,
    ecsLoadBalancerBinding,
    ecsNoPrivileged,
    ecsNonRootUser,
    ecsPlatformVersion,
    ecsReadonlyRootfs,
    ecsServiceEvents,
    ecsVolumeEncryption,
    ecsRunningDigest,
    ecsStoppedTasks,
    ecsUndeclaredServices,
    ecsUndeclaredClusters,
    autoscalingNotSuspended,
    autoscalingPolicyPresent,
    autoscalingTargetRegistered,
    autoscalingAlarmsIntact,
    autoscalingRecentActivity,
    autoscalingScaledUnderLoad,
    autoscalingScheduledActions,
    auroraCapacityHeadroom,
    auroraClusterAvailable,
    auroraDeletionProtection,
    auroraEncrypted,
    auroraEngineVersion,
    auroraInstanceClass,
    auroraLogsExported,
    auroraMultiAz,
    auroraNoAutoPause,
    auroraNotPublic,
    auroraParametersInSync,
    auroraParametersMatch,
    auroraSecurityGroups,
    auroraServerlessCapacity,
    auroraSubnetGroup,
    auroraTlsEnforced,
    auroraWriterReaders,
    auroraIamAuth,
    auroraMasterCredentials,
    auroraInsights,
    auroraCaCertificate,
    auroraMinorUpgrade,
    auroraFailoverTier,
    auroraEvents,
    auroraPendingChanges,
    auroraProxy,
    auroraUndeclaredClusters,
    auroraUndeclaredInstances,
    auroraUndeclaredMembers,
    auroraDatabaseName,
    auroraStorage,
    backupClusterRestorable,
    backupClusterRetention,
    backupDynamodbPitr,
    backupPreCutoverSnapshot,
    backupRestoreInTime,
    backupRestoreTested,
    backupSnapshotsEncrypted,
    backupCrossRegionCopy,
    backupNoFailedJobs,
    backupPlanCoverage,
    backupPlanRules,
    backupPointsEncrypted,
    backupRecentRecoveryPoint,
    backupSnapshotsPrivate,
    backupVaultLocked,
    backupUndeclaredPlans,
    databaseAurora,
    databaseCapacitySettings,
    databaseCollationOrder,
    databaseCollationVersions,
    databaseColumnDefaults,
    databaseColumnGeneration,
    databaseColumnOrder,
    databaseColumns,
    databaseComments,
    databaseConstraints,
    databaseConstraintsValidated,
    databaseDefaultPrivileges,
    databaseEncoding,
    databaseEnums,
    databaseEventTriggers,
    databaseExtendedStatistics,
    databaseExtensionVersions,
    databaseExtensions,
    databaseForeignKeysEnforced,
    databaseForeignTables,
    databaseFormats,
    databaseIndexes,
    databaseIndexesValid,
    databaseLargeObjects,
    databaseLocale,
    databaseMaterializedViewsPopulated,
    databaseMaxConnections,
    databaseMemberships,
    databaseNoPendingRestart,
    databaseOperators,
    databaseOwnership,
    databasePageChecksums,
    databasePendingTransactions,
    databasePlannerSettings,
    databasePoolerAuthentication,
    databasePoolerCapacity,
    databasePoolerFailover,
    databasePoolerMode,
    databasePoolerPreparedStatements,
    databasePoolerReset,
    databasePoolerServing,
    databasePoolerTimeouts,
    databasePoolerTls,
    databasePrivileges,
    databasePublications,
    databaseReplicaIdentity,
    databaseReplicationSettings,
    databaseReplicationSlots,
    databaseRoles,
    databaseRoutineCosts,
    databaseRoutines,
    databaseRowSecurity,
    databaseRules,
    databaseSchemas,
    databaseSequenceHeadroom,
    databaseSequencePositions,
    databaseSequences,
    databaseSettingOverrides,
    databaseSettings,
    databaseStatistics,
    databaseSuperuserNeeds,
    databaseSupportDates,
    databaseTableStorage,
    databaseTables,
    databaseTablespaces,
    databaseTargetCluster,
    databaseTextSearch,
    databaseTimeZones,
    databaseTls,
    databaseTriggers,
    databaseTriggersEnabled,
    databaseTypes,
    databaseUnloggedTables,
    databaseUsedFeatures,
    databaseVersions,
    databaseViews,
    databaseWraparound,
    databaseWriter,
    networkEgressPath,
    networkEndpointsPresent,
    networkFlowLogs,
    networkFlowLogsRetention,
    networkNaclRequiredFlows,
    networkNatAzResilience,
    networkNoBlackholes,
    networkPrivateTierPrivate,
    networkSubnets,
    networkVpc,
    networkSubnetAutoPublicIp,
    networkFreeIps,
    networkHybridLinks,
    networkEndpointAccess,
    networkNaclAdminPorts,
    networkBlockPublicAccess,
    networkReachability,
    networkUndeclaredReach,
    networkUndeclaredSubnets,
    sgDbFromAppOnly,
    sgEgressExact,
    sgIngressExact,
    sgNoPublicIngress,
    sgPathAppToDb,
    sgDefaultClosed,
    sgNoAdminPorts,
    sgAppFromAlbOnly,
    sgPathAppToDeps,
    sgStaleReferences,
    sgUnexpectedAttachments,
    sgUndeclaredGroups,
    iamNoAdmin,
    iamNoNegativeAllow,
    iamNoPrivilegeEscalation,
    iamNoServiceWildcard,
    iamPassRoleScoped,
    iamTrustPrincipal,
    iamRolesBound,
    iamTrustConfusedDeputy,
    iamBoundaryAndHygiene,
    iamDeployOidcTrust,
    iamForbiddenPermissions,
    iamNoWildcardResource,
    iamRequiredPermissions,
    iamSecretAndKeyScope,
    iamUndeclaredRoles,
    secretsCurrentAndAlive,
    secretsRotationEnabled,
    secretsRotationHealthy,
    secretsRotationInterval,
    secretsRunningTasksCurrent,
    secretsCmk,
    secretsPolicyNotPublic,
    secretsReadableByExecutionRole,
    secretsReplication,
    secretsUndeclaredSecrets,
    elbActive,
    elbErrorLatency,
    elbHealthCheck,
    elbHttpsOnly,
    elbTargetsHealthy,
    elbAccessLogs,
    elbBackendEncryption,
    elbCertificate,
    elbDeletionProtection,
    elbDeregistrationDelay,
    elbHeaderHardening,
    elbListenerRules,
    elbTimeouts,
    elbTlsPolicy,
    elbUndeclaredListeners,
    elbUndeclaredLoadBalancers,
    elbUndeclaredTargetGroups,
    wafAssociated,
    wafBlockingNotCount,
    wafDefaultAction,
    wafHasRules,
    wafLogging,
    wafMetrics,
    wafNoTestBypass,
    wafRateLimit,
    wafRequiredManagedGroups,
    sqsAttributes,
    sqsBacklog,
    sqsDlqConfigured,
    sqsDlqEmpty,
    sqsDlqRetention,
    sqsEncrypted,
    sqsPolicyNotPublic,
    sqsQueueExists,
    sqsTlsOnly,
    sqsVisibilityBudget,
    sqsUndeclaredQueues,
    eventbridgeDeliveryPermission,
    eventbridgeDlqRetry,
    eventbridgeFailedInvocations,
    eventbridgeRuleState,
    eventbridgeTargets,
    eventbridgeBusPolicy,
    eventbridgeKmsDelivery,
    eventbridgeSchedules,
    eventbridgeRouting,
    eventbridgeUndeclaredBuses,
    eventbridgeUndeclaredRules,
    eventbridgeUndeclaredSchedules,
    dynamodbCapacityMode,
    dynamodbDeletionProtection,
    dynamodbEncryption,
    dynamodbIndexes,
    dynamodbTable,
    dynamodbThrottling,
    dynamodbTtlStreams,
    dynamodbAutoscaling,
    dynamodbReplicasAndPolicy,
    dynamodbUndeclaredTables,
    dynamodbStorage,
    alarmsActionable,
    alarmsQuiet,
    alarmsRequired,
    alarmsDeliveryPath,
    alarmsUndeclaredAlarms,
    alarmsUndeclaredTopics,
    logsRetention,
    logsErrorBudget,
    logsFlowing,
    logsUndeclaredLogGroups,
    kmsKeyUsable,
    kmsPolicy,
    kmsRotation,
    kmsUndeclaredKeys,
    ecrImagePresent,
    ecrImageSize,
    ecrNoCriticalCves,
    ecrPolicyLifecycle,
    ecrScanning,
    ecrTagImmutability,
    ecrUndeclaredRepositories,
    costActualVsPlan,
    costBudget,
    costBudgetAlerts,
    costTags,
    dnsRecord,
  ],
});
