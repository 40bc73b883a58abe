import { subnets } from '../../collectors/aws/ec2/subnets.ts';
import { auroraClusters } from '../../collectors/aws/rds/clusters.ts';
import { proxies } from '../../collectors/aws/rds/proxies.ts';
import { proxyTargets, type ProxyTarget } from '../../collectors/aws/rds/proxy-targets.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown, unsettled } from '../../core/judgement.ts';
import type { AuroraClusterSpec } from '../../core/spec/sections/aurora.ts';
import type { Spec } from '../../core/spec/spec.ts';
import { NO_VPC } from '../network/deployed.ts';
import { placedClusters, type PlacedSubject } from './placed.ts';
import { ABSENT } from './subjects.ts';

interface ProxiedSubject extends PlacedSubject {
  readonly proxy: NonNullable<AuroraClusterSpec['proxy']>;
}

/** States of a proxy that AWS leaves by itself. https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_DBProxy.html */
const MOVING = new Set(['creating', 'modifying', 'reactivating']);

/** A proxy keeps connections open, so that a cluster which may pause never does, and is billed as if it could not. */
export default defineCheck({
  id: 'aurora/proxy',
  title:
    'The RDS Proxy takes TLS alone and reaches every member of an Aurora cluster that stays up',
  risk: 'Applications connect to the proxy, and get no connection to the database, or one that anybody can read.',
  remediation:
    'Require TLS, register the cluster as the target, and let the proxy reach it: its security group, its secret and its role.',
  fix: {
    cli: 'aws rds modify-db-proxy --db-proxy-name <proxy> --require-tls',
    cdk: 'new rds.DatabaseProxy(this, "<id>", { proxyTarget: rds.ProxyTarget.fromCluster(cluster), requireTLS: true, secrets: [secret], vpc })',
  },
  severity: 'high',
  resourceType: 'AWS::RDS::DBProxy',
  references: [
    'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/rds-proxy.html',
    'https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_TargetHealth.html',
    'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-serverless-v2-auto-pause.html',
  ],
  controls: ['Security Hub 2026-08 RDS.43'],
  proves: ['aurora/connection-pooling'],
  needs: { proxies, targets: proxyTargets, clusters: auroraClusters, subnets },
  none: 'The spec declares no RDS Proxy.',
  subjects: proxiedClusters,

  evaluate({ name, vpc, proxy: declared }, artifacts) {
    const expected = {
      status: 'available',
      requireTls: true,
      subnets: [...declared.subnets].sort(),
      targets: 'AVAILABLE',
      clusterPauses: false,
    };
    const proxy = artifacts.proxies.get(declared.name);
    if (proxy === null) return fail('The proxy does not exist.', expected, {});
    const resource = proxy.arn === null ? {} : { resource: proxy.arn };
    const { status, requireTls } = proxy;
    if (requireTls === false) {
      const message = 'The proxy takes connections without TLS.';
      return fail(message, expected, { status, requireTls }, resource);
    }
    if (status !== null && status !== expected.status && !MOVING.has(status)) {
      return fail('The proxy is not available.', expected, { status, requireTls }, resource);
    }

    const cluster = artifacts.clusters.get(name);
    if (cluster === null) return fail(ABSENT, expected, { status, requireTls }, resource);
    const minAcu = cluster.serverlessV2?.minCapacity ?? null;
    const pauses = minAcu === 0 || (cluster.serverlessV2?.secondsUntilAutoPause ?? null) !== null;
    const facts = { status, requireTls, minAcu, clusterPauses: pauses };
    if (pauses) {
      const message = 'The cluster is to pause when it is idle, and the proxy never lets it.';
      return fail(message, expected, facts, resource);
    }

    const deployed = artifacts.subnets.get(vpc);
    if (deployed === null) return fail(NO_VPC, expected, facts, resource);
    const labels = proxy.subnets?.map((id) => deployed[id]?.name ?? id).sort() ?? null;
    const placed = { ...facts, subnets: labels };
    if (labels !== null) {
      const details = [
        ...labels
          .filter((label) => !declared.subnets.includes(label))
          .map((label) => `${label} is not declared.`),
        ...expected.subnets
          .filter((subnet) => !labels.includes(subnet))
          .map((subnet) => `Not in ${subnet}.`),
      ];
      if (details.length > 0) {
        const message = 'The proxy stands in other subnets than declared.';
        return fail(message, expected, placed, { ...resource, details });
      }
    }

    const all = artifacts.targets.get(declared.name) ?? [];
    const targets = all.filter(isJudged);
    const actual = { ...placed, targets: targets.map((target) => ({ ...target })) };
    if (!all.some(isMember)) {
      return all.some(({ type }) => type === null)
        ? unknown('RDS does not say what the proxy leads to.')
        : fail('The proxy leads to no database.', expected, actual, resource);
    }
    if (!all.some((target) => isOfCluster(target, name.toLowerCase()))) {
      return all.some(({ type, resource: id }) => type === null || id === null)
        ? unknown('RDS does not say to which cluster the proxy leads.')
        : fail('The proxy leads to another database.', expected, actual, resource);
    }
    const down = targets.filter(({ state }) => state !== null && !HOPEFUL.has(state));
    if (down.length > 0) {
      const details = down.map(
        ({ resource: id, state, reason }) =>
          `${id ?? 'A target'} is ${state ?? 'unknown'}${reason === null ? '' : `: ${reason}`}.`,
      );
      const message = 'A target of the proxy is not available.';
      return fail(message, expected, actual, { ...resource, details });
    }
    if (status !== null && status !== expected.status) {
      return unsettled('AWS is changing the proxy.', expected, actual, resource);
    }
    if (targets.some(({ state }) => state === 'REGISTERING')) {
      return unsettled('A target is being registered.', expected, actual, resource);
    }

    if (status === null || requireTls === null || labels === null) {
      return unknown('RDS does not give the state, the subnets and the use of TLS of the proxy.');
    }
    if (new Set(labels).size < labels.length) {
      return unknown('Several subnets of the proxy have the same Name tag.');
    }
    if (cluster.serverlessV2 !== null && minAcu === null) {
      return unknown('AWS does not give the minimum of the capacity.');
    }
    if (targets.some(({ state }) => state === null)) {
      return unknown('RDS does not give the state of every target.');
    }
    return pass(expected, actual, resource);
  },
});

/** States of a target that is available, or is about to be. */
const HOPEFUL = new Set(['AVAILABLE', 'REGISTERING']);

function proxiedClusters(spec: Spec): readonly ProxiedSubject[] {
  return placedClusters(spec).flatMap((subject) => {
    const { pooler, proxy } = subject.declared;
    return pooler === 'rds-proxy' && proxy !== undefined ? [{ ...subject, proxy }] : [];
  });
}

/** A server, and not what stands for the cluster as a whole. */
function isMember({ type }: ProxyTarget): boolean {
  return type !== null && type !== 'TRACKED_CLUSTER';
}

/** RDS gives no state of what stands for the cluster as a whole; of all else it does. */
function isJudged({ type, state }: ProxyTarget): boolean {
  return type !== 'TRACKED_CLUSTER' || state !== null;
}

function isOfCluster({ type, resource, trackedCluster }: ProxyTarget, cluster: string): boolean {
  return trackedCluster === cluster || (type === 'TRACKED_CLUSTER' && resource === cluster);
}
