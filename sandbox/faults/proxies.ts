import {
  type CreateDBProxyCommandInput,
  DeleteDBProxyCommand,
  DeregisterDBProxyTargetsCommand,
} from '@aws-sdk/client-rds';
import type { Spec } from '../../core/spec/spec.ts';
import { memberNames } from '../deploy/aurora.ts';
import type { SandboxContext } from '../deploy/context.ts';
import { subnetIds } from '../deploy/lookup.ts';
import { subnetsOfTier } from '../deploy/network.ts';
import { createProxy, registerCluster } from '../deploy/proxies.ts';
import type { Broken, Fault } from './fault.ts';
import { overlayFault } from './overlay-fault.ts';
import { proxiedCluster, must } from './pick.ts';

const PROXY: Broken = { check: 'aurora/proxy', subject: (spec) => proxiedCluster(spec).name };

export const PROXY_FAULTS: readonly Fault[] = [
  {
    id: 'proxy-gone',
    describes: 'The RDS Proxy does not exist.',
    breaks: [PROXY],
    apply: deleteProxy,
    heal: (context) => createAgain(context),
  },
  recreated({
    id: 'proxy-without-tls',
    describes: 'The RDS Proxy takes connections without TLS.',
    other: () => Promise.resolve({ RequireTLS: false }),
  }),
  recreated({
    id: 'proxy-in-other-subnets',
    describes: 'The RDS Proxy stands in the subnets of the database.',
    other: async (context) => ({
      VpcSubnetIds: await subnetIds(
        context,
        subnetsOfTier(must(context.spec.network, 'network'), 'database'),
      ),
    }),
  }),
  {
    id: 'proxy-without-target',
    describes: 'No database is registered with the RDS Proxy.',
    breaks: [PROXY],
    async apply({ aws, spec }) {
      await aws.rds.send(
        new DeregisterDBProxyTargetsCommand({
          DBProxyName: proxyName(spec),
          DBClusterIdentifiers: [proxiedCluster(spec).name],
        }),
      );
      return null;
    },
    heal: (context) =>
      registerCluster(context, proxyName(context.spec), proxiedCluster(context.spec).name),
  },
  overlayFault({
    id: 'proxy-cannot-log-in',
    describes: 'The RDS Proxy cannot log in to a member of the Aurora cluster.',
    breaks: [PROXY],
    deviation: 'rds/proxy-target',
    arguments: (spec) => {
      const { name, declared } = proxiedCluster(spec);
      const [instance] = memberNames(name, declared);
      return { instance, state: 'UNAVAILABLE', reason: 'AUTH_FAILURE' };
    },
  }),
  overlayFault({
    id: 'proxy-suspended',
    describes: 'AWS has suspended the RDS Proxy.',
    breaks: [PROXY],
    deviation: 'rds/proxy',
    arguments: (spec) => ({ proxy: proxyName(spec), member: 'Status', value: 'suspended' }),
  }),
  overlayFault({
    id: 'proxy-modifying',
    describes: 'AWS is changing the RDS Proxy.',
    breaks: [{ ...PROXY, status: 'unsettled' }],
    deviation: 'rds/proxy',
    arguments: (spec) => ({ proxy: proxyName(spec), member: 'Status', value: 'modifying' }),
  }),
];

/** A fault of what the emulator cannot change afterwards: the proxy is created anew. */
function recreated(fault: {
  id: string;
  describes: string;
  other: (context: SandboxContext) => Promise<Partial<CreateDBProxyCommandInput>>;
}): Fault {
  const { id, describes, other } = fault;
  return {
    id,
    describes,
    breaks: [PROXY],
    async apply(context) {
      await deleteProxy(context);
      await createAgain(context, await other(context));
      return null;
    },
    async heal(context) {
      await deleteProxy(context);
      await createAgain(context);
    },
  };
}

async function deleteProxy({ aws, spec }: SandboxContext): Promise<null> {
  await aws.rds.send(new DeleteDBProxyCommand({ DBProxyName: proxyName(spec) }));
  return null;
}

async function createAgain(
  context: SandboxContext,
  other: Partial<CreateDBProxyCommandInput> = {},
): Promise<void> {
  const { name, declared } = proxiedCluster(context.spec);
  await createProxy(context, declared, other);
  await registerCluster(context, proxyName(context.spec), name);
}

function proxyName(spec: Spec): string {
  return must(proxiedCluster(spec).declared.proxy, 'RDS Proxy').name;
}
