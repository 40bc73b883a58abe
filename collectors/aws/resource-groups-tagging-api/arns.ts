import type { Spec } from '../../../core/spec/spec.ts';
import { arnIn } from '../arn.ts';

/** The sections of the spec whose resources have an ARN that follows from their name, and tags. */
export type TaggedKind =
  | 'clusters'
  | 'services'
  | 'aurora'
  | 'tables'
  | 'queues'
  | 'topics'
  | 'buses'
  | 'logGroups'
  | 'repositories';

/** The ARNs of all such resources, by kind. */
export function taggedArns(spec: Spec): Readonly<Record<TaggedKind, readonly string[]>> {
  const { account, clusters = {}, aurora = {}, tables = {} } = spec;
  const { queues = {}, topics = {}, buses = {}, logGroups = {}, repositories = {} } = spec;
  const all = (section: object, service: string, resource: (name: string) => string) =>
    Object.keys(section).map((name) => arnIn(account, service, resource(name)));
  return {
    clusters: all(clusters, 'ecs', (name) => `cluster/${name}`),
    services: Object.entries(clusters).flatMap(([cluster, { services }]) =>
      all(services, 'ecs', (name) => `service/${cluster}/${name}`),
    ),
    // RDS keeps identifiers in small letters.
    aurora: all(aurora, 'rds', (name) => `cluster:${name.toLowerCase()}`),
    tables: all(tables, 'dynamodb', (name) => `table/${name}`),
    queues: all(queues, 'sqs', (name) => name),
    topics: all(topics, 'sns', (name) => name),
    buses: all(buses, 'events', (name) => `event-bus/${name}`),
    logGroups: all(logGroups, 'logs', (name) => `log-group:${name}`),
    repositories: all(repositories, 'ecr', (name) => `repository/${name}`),
  };
}
