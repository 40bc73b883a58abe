import type { Spec } from '../../core/spec/spec.ts';
import { UsageError } from '../../runner/errors.ts';
import { deployAlarms } from './alarms.ts';
import { deployAudit } from './audit.ts';
import { deployAurora } from './aurora.ts';
import { deployBackups } from './backups.ts';
import { deployBudgets } from './budgets.ts';
import { deployCosts } from './costs.ts';
import { type DeployStep, openSandbox, type SandboxContext } from './context.ts';
import { deployDatabases } from './databases.ts';
import { deployDatabaseEvents } from './database-events.ts';
import { deployDns } from './dns.ts';
import { deployEndpoints, deployFlowLogs } from './endpoints.ts';
import { deployBuses, deploySchedules } from './events.ts';
import { deployKeys } from './keys.ts';
import { deployLinks } from './links.ts';
import { deployLoadBalancers, deployTargetGroups } from './load-balancers.ts';
import { deployLogGroups } from './log-groups.ts';
import { deployMetrics } from './metrics.ts';
import { deployNetwork } from './network.ts';
import { deployPooler } from './pooler.ts';
import { deployQueues } from './queues.ts';
import { deployRepositories } from './repositories.ts';
import { deployRoles } from './roles.ts';
import { deployScaling } from './scaling.ts';
import { deploySecrets } from './secrets.ts';
import { deploySecurityGroups } from './security-groups.ts';
import { deployServices } from './services.ts';
import { deployTables } from './tables.ts';
import { deployTopics } from './topics.ts';
import { deployWebAcls } from './web-acls.ts';

interface Section {
  readonly title: string;
  readonly deploy: (context: SandboxContext) => Promise<void>;
}

/** In the order in which things need each other. */
const SECTIONS: readonly Section[] = [
  { title: 'audit', deploy: deployAudit },
  { title: 'keys', deploy: deployKeys },
  { title: 'log groups', deploy: deployLogGroups },
  { title: 'network', deploy: deployNetwork },
  { title: 'links', deploy: deployLinks },
  { title: 'security groups', deploy: deploySecurityGroups },
  { title: 'endpoints', deploy: deployEndpoints },
  { title: 'flow logs', deploy: deployFlowLogs },
  { title: 'roles', deploy: deployRoles },
  { title: 'secrets', deploy: deploySecrets },
  { title: 'repositories', deploy: deployRepositories },
  { title: 'target groups', deploy: deployTargetGroups },
  { title: 'load balancers', deploy: deployLoadBalancers },
  { title: 'web ACLs', deploy: deployWebAcls },
  { title: 'aurora', deploy: deployAurora },
  { title: 'tables', deploy: deployTables },
  { title: 'queues', deploy: deployQueues },
  { title: 'topics', deploy: deployTopics },
  { title: 'database events', deploy: deployDatabaseEvents },
  { title: 'buses', deploy: deployBuses },
  { title: 'schedules', deploy: deploySchedules },
  { title: 'services', deploy: deployServices },
  { title: 'scaling', deploy: deployScaling },
  { title: 'alarms', deploy: deployAlarms },
  { title: 'backups', deploy: deployBackups },
  { title: 'dns', deploy: deployDns },
  { title: 'budgets', deploy: deployBudgets },
  { title: 'costs', deploy: deployCosts },
  { title: 'metrics', deploy: deployMetrics },
  { title: 'databases', deploy: deployDatabases },
  { title: 'pooler', deploy: deployPooler },
];

/** Kept in the overlay's state, so that a second deployment knows of the first, whichever process made it. */
const MARKER = 'sandbox/deployed';

/**
 * Creates everything that the spec declares on a sandbox whose overlay answers at `endpoint`, one call after the other.
 * @throws {DeployError} naming the resource that could not be made.
 * @throws {UsageError} when the sandbox already holds a deployment, whole or in part.
 */
export async function deploySpec(
  spec: Spec,
  endpoint: string,
  onStep: (step: DeployStep) => void = () => undefined,
): Promise<void> {
  let section = '';
  const context = await openSandbox(spec, endpoint, (resource) => {
    onStep({ section, resource });
  });
  try {
    const deployed = await context.overlay.readState(MARKER);
    if (typeof deployed === 'string') {
      throw new UsageError(
        `the sandbox already holds the deployment ${deployed}; end it with landfall sandbox down and start another`,
      );
    }
    await context.overlay.writeState(MARKER, spec.deployment);
    for (const { title, deploy } of SECTIONS) {
      section = title;
      await deploy(context);
    }
  } finally {
    context.aws.close();
  }
}
