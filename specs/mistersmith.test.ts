import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { parseSpec } from '../core/spec/document.ts';
import { formatProblems } from '../core/spec/problems.ts';
import type { Spec } from '../core/spec/spec.ts';

const TEXT = readFileSync(join(__dirname, 'mistersmith.yaml'), 'utf8');

function specOf(environment: string | null): Spec {
  const parsed = parseSpec({ file: 'mistersmith.yaml', text: TEXT }, environment);
  if (parsed.ok) return parsed.document.spec;
  throw new Error(formatProblems(parsed.problems, TEXT.split('\n')));
}

const spec = specOf('production');
const services = Object.entries(spec.clusters?.['mistersmith-cluster']?.services ?? {});

test.each([null, 'development', 'production'])('it is valid for the environment %j', (name) => {
  expect(specOf(name).deployment).toBe('mistersmith');
});

test('every resource of an environment has the five tags of the plan', () => {
  for (const name of ['development', 'production']) {
    expect(specOf(name).tags).toMatchObject({ Environment: name });
    expect(Object.keys(specOf(name).tags ?? {}).sort()).toEqual([
      'Component',
      'CostCenter',
      'Environment',
      'Owner',
      'Project',
    ]);
  }
});

test('the gate of the plan, domain by domain', () => {
  const shares = Object.values(spec.gates.domains ?? {}).map(({ atLeast }) => atLeast);
  expect(shares.filter((share) => ![1, 0.95, 0.9].includes(share ?? 0))).toEqual([]);
  expect(spec.gates).toMatchObject({
    failOn: 'low',
    domains: {
      network: { atLeast: 1 },
      ecs: { atLeast: 0.95 },
      performance: { atLeast: 0.9, conditionalAtLeast: 0.85 },
      backup: { atLeast: 1 },
      alarms: { atLeast: 0.95 },
    },
  });
});

describe('services', () => {
  test('the sizes and the scaling of the plan', () => {
    const facts = services.map(([name, { task, scaling }]) => [
      name,
      task.cpuUnits,
      task.memoryMiB,
      scaling?.minTasks,
      scaling?.maxTasks,
      Object.values(scaling?.policies ?? {}).map(({ target }) => target),
      task.containers[name]?.maxImageMB,
    ]);
    expect(facts).toEqual([
      ['orchestrator', 1024, 2048, 2, 10, [70, 80], 50],
      ['worker', 512, 1024, 2, 10, [100], 100],
      ['gateway', 2048, 4096, 2, 10, [1000], 75],
      ['mcp-gateway', 512, 1024, 2, 10, [70], 75],
    ]);
  });

  test('a family, a security group and two roles of its own', () => {
    const own = services.flatMap(([, { task, roles, network }]) => [
      task.family,
      roles.task,
      roles.execution,
      ...network.securityGroups,
    ]);
    // The family and the group of a service have its name, in different sections.
    expect(new Set(own).size).toBe(3 * services.length);
  });

  test('who uses a secret is who injects it, and may read it', () => {
    for (const [name, { task, roles }] of services) {
      const injected = new Set(
        Object.values(task.containers).flatMap(({ secrets }) => Object.values(secrets ?? {})),
      );
      const consumed = Object.entries(spec.secrets ?? {})
        .filter(([, { consumers }]) => consumers?.includes(name))
        .map(([secret]) => secret);
      const readable = (spec.roles?.[roles.execution]?.allow ?? [])
        .filter(({ actions }) => actions.includes('secretsmanager:GetSecretValue'))
        .flatMap(({ resources }) => resources.map((arn) => arn.split(':secret:')[1]));
      expect([name, consumed.sort()]).toEqual([name, [...injected].sort()]);
      expect([name, readable.sort()]).toEqual([
        name,
        [...injected].map((secret) => `${secret}-??????`).sort(),
      ]);
    }
  });

  test('no wildcard resource but where the action has none', () => {
    const wild = Object.values(spec.roles ?? {}).flatMap(({ allow }) =>
      (allow ?? []).filter(({ resources }) => resources.includes('*')),
    );
    expect([...new Set(wild.flatMap(({ actions }) => actions))]).toEqual([
      'ecr:GetAuthorizationToken',
    ]);
  });
});

describe('network', () => {
  /** The groups that an end of a flow stands for. */
  const groupOf = (end: string) => (end === 'endpoints' ? 'mistersmith-endpoints' : end);
  const flows = (spec.network?.flows ?? []).map(({ from, to, port }) =>
    [from, groupOf(to), port].join(' '),
  );

  test('what groups admit is what flows say', () => {
    const admitted = Object.entries(spec.securityGroups ?? {}).flatMap(([to, { ingress }]) =>
      ingress.map(({ from, ports }) =>
        [from.cidr === '0.0.0.0/0' ? 'internet' : from.group, to, ports].join(' '),
      ),
    );
    expect(admitted.sort()).toEqual([...flows].sort());
  });

  test('what groups let out is what flows say, and the gateway endpoints', () => {
    const out = Object.entries(spec.securityGroups ?? {}).flatMap(([from, { egress }]) =>
      egress.map(({ to, ports }) => [from, to.group ?? to.prefixList, ports].join(' ')),
    );
    const gateways = services.flatMap(([name]) =>
      ['s3', 'dynamodb'].map((of) => `mistersmith-${name} com.amazonaws.us-east-1.${of} 443`),
    );
    const within = flows.filter((flow) => !flow.startsWith('internet '));
    expect(out.sort()).toEqual([...within, ...gateways].sort());
  });

  test('nothing leaves the database', () => {
    expect(spec.securityGroups?.['mistersmith-aurora']?.egress).toEqual([]);
  });

  test('every AWS service that a role uses has an endpoint', () => {
    const endpointOf: Readonly<Record<string, string>> = {
      sqs: 'sqs',
      events: 'events',
      dynamodb: 'dynamodb',
      ecr: 'ecr.api',
      logs: 'logs',
      secretsmanager: 'secretsmanager',
    };
    const used = new Set(
      Object.values(spec.roles ?? {})
        .flatMap(({ allow }) => allow ?? [])
        .flatMap(({ actions }) => actions.map((action) => action.split(':')[0] ?? '')),
    );
    const { interface: interfaces, gateway } = spec.network?.endpoints ?? {
      interface: [],
      gateway: [],
    };
    const missing = [...used].filter(
      (service) => ![...interfaces, ...gateway].includes(endpointOf[service] ?? service),
    );
    expect(missing).toEqual([]);
  });
});

test('every alarm notifies someone', () => {
  const alarms = Object.values(spec.alarms ?? {});
  expect(alarms.length).toBeGreaterThan(0);
  expect(alarms.filter(({ topic }) => topic === undefined)).toEqual([]);
});
