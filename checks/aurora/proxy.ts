import { subnets } from '../../collectors/aws/ec2/subnets.ts';
import { auroraClusters } from '../../collectors/aws/rds/clusters.ts';
import { auroraInstances } from '../../collectors/aws/rds/instances.ts';
import { proxies } from '../../collectors/aws/rds/proxies.ts';
import { proxyTargets } from '../../collectors/aws/rds/proxy-targets.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown, unsettled } from '../../core/judgement.ts';
import type { AuroraClusterSpec } from '../../core/spec/sections/aurora.ts';
import type { Spec } from '../../core/spec/spec.ts';
import { NO_VPC, SEVERAL_SUBNETS, subnetNamed } from '../network/deployed.ts';
import { NOT_LISTED } from './members.ts';
import { placedClusters, type PlacedSubject } from './placed.ts';
import {
  isJudged,
  isMember,
  isNamed,
  isOfCluster,
  membersWithout,
  statesOf,
  strays,
} from './proxy-targets.ts';
import { isMoving } from './states.ts';
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
  proves: [],
  needs: {
    proxies,
    targets: proxyTargets,
    clusters: auroraClusters,
    instances: auroraInstances,
    subnets,
  },
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

    const { members } = cluster;
    const identifier = name.toLowerCase();
    const all = artifacts.targets.get(declared.name) ?? [];
    const targets = all.filter(isJudged);
    const actual = {
      ...placed,
      members: members.map(({ instance }) => instance),
      targets: targets.map((target) => ({ ...target })),
    };
    if (!all.some(isMember)) {
      return all.some(({ type }) => type === null)
        ? unknown('RDS does not say what the proxy leads to.')
        : fail('The proxy leads to no database.', expected, actual, resource);
    }
    const foreign = strays(all, identifier, members);
    if (foreign.length > 0) {
      return fail(ELSEWHERE, expected, actual, { ...resource, details: foreign });
    }
    if (!all.some((target) => isOfCluster(target, identifier))) {
      return all.every(isNamed)
        ? fail(ELSEWHERE, expected, actual, resource)
        : unknown('RDS does not say to which cluster the proxy leads.');
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
    if (!all.every(isNamed)) return unknown('RDS does not say of every target what it is.');

    const left = membersWithout(all, members);
    if (left.length > 0) {
      if (cluster.status !== null && isMoving(cluster.status)) {
        return unsettled('AWS is changing the cluster.', expected, actual, resource);
      }
      const instances = artifacts.instances.get(name);
      if (instances === null) return unknown(NOT_LISTED);
      const { settled, moving, untold } = statesOf(left, instances);
      if (settled.length > 0) {
        const message = 'The proxy does not lead to every member of the cluster.';
        const details = settled.map(({ id }) => `Not to ${id}.`);
        return fail(message, expected, actual, { ...resource, details });
      }
      if (untold.length > 0) {
        return unknown('RDS does not say whether a member that the proxy does not lead to is new.');
      }
      const message = 'AWS is changing a member that the proxy does not lead to.';
      const details = moving.map(({ id, state }) => `${id} is ${state}.`);
      return unsettled(message, expected, actual, { ...resource, details });
    }

    if (status === null || requireTls === null || labels === null) {
      return unknown('RDS does not give the state, the subnets and the use of TLS of the proxy.');
    }
    // The proxy may stand in the wrong one of them.
    if (labels.some((label) => subnetNamed(deployed, label) === 'several')) {
      return unknown(SEVERAL_SUBNETS);
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

const ELSEWHERE = 'The proxy leads to another database.';

/** States of a target that is available, or is about to be. */
const HOPEFUL = new Set(['AVAILABLE', 'REGISTERING']);

function proxiedClusters(spec: Spec): readonly ProxiedSubject[] {
  return placedClusters(spec).flatMap((subject) => {
    const { pooler, proxy } = subject.declared;
    return pooler === 'rds-proxy' && proxy !== undefined ? [{ ...subject, proxy }] : [];
  });
}
