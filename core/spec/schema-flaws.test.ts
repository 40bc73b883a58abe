import { expect, test } from '@jest/globals';
import { lines, rendered, renderedWith } from './testing/rendered.ts';
import { SMALL_SPEC } from './testing/whole-spec.ts';

test.each([
  [
    'a secret in the place of the name of its variable',
    lines(
      SMALL_SPEC.trimEnd(),
      'load:',
      '  target:',
      '    origin: https://a.example.com',
      '    headersFromEnvironment: { authorization: s3cr3t-of-ours, Cookie: t0ken, x-key: LANDFALL_LOAD_KEY }',
      '    environment: test',
      '    timeoutMs: 1000',
      '',
    ),
    lines(
      'spec.yaml:9:46  error  load.target.headersFromEnvironment.authorization: a variable is named LANDFALL_LOAD_…, in capital letters',
      '     9 │     headersFromEnvironment: { authorization: ••••••••••••••, Cookie: •••••, x-key: LANDFALL_LOAD_KEY }',
      '       │                                              ^^^^^^^^^^^^^^',
      'spec.yaml:9:62  error  load.target.headersFromEnvironment.Cookie: a header is named in small letters, such as authorization',
      '     9 │     headersFromEnvironment: { authorization: ••••••••••••••, Cookie: •••••, x-key: LANDFALL_LOAD_KEY }',
      '       │                                                              ^^^^^^',
      '2 errors',
    ),
  ],
  [
    'a password in the place of where it is kept',
    SMALL_SPEC.replace(
      'gates:',
      lines(
        'migration:',
        '  database: shop',
        '  target: main',
        '  source: { engine: postgresql, version: "15" }',
        '  connections: { target: { host: "", user: app, password: hunter2 },',
        '    source: { host: db, user: app, password: {',
        '      value: hunter3, port: x } } }',
        'gates:',
      ),
    ),
    lines(
      'spec.yaml:9:34  error  migration.connections.target.host: must be a text that is not empty, not ""',
      '     9 │   connections: { target: { host: "", user: app, password: ••••••• },',
      '       │                                  ^^',
      'spec.yaml:9:59  error  migration.connections.target.password: a password is { env: NAME }, { secret: name } or { iam: true }',
      '     9 │   connections: { target: { host: "", user: app, password: ••••••• },',
      '       │                                                           ^^^^^^^',
      'spec.yaml:10:36  error  migration.connections.source.password: a password is { env: NAME }, { secret: name } or { iam: true }',
      '    10 │     source: { host: db, user: app, password: •',
      '       │                                    ^^^^^^^^',
      '3 errors',
    ),
  ],
  [
    'a password under a key that there is none of',
    SMALL_SPEC.replace(
      'gates:',
      lines(
        'migration:',
        '  database: shop',
        '  target: main',
        '  source: { engine: postgresql, version: "15" }',
        '  connections:',
        '    source: { host: db, user: app, pasword: hunter1 }',
        '    target: { host: db, user: app, password: { iam: true, value: hunter2 } }',
        '    pooled:',
        '      password:',
        '        env: ""',
        '        value: hunter3',
        '      host: db',
        '      user: app',
        'gates:',
      ),
    ),
    lines(
      'spec.yaml:10:36  error  unknown key "pasword" in migration.connections.source — did you mean "password"?',
      '    10 │     source: { host: db, user: app, pasword: ••••••• }',
      '       │                                    ^^^^^^^  allowed: host, port, user, password, tls, caFile',
      'spec.yaml:11:59  error  unknown key "value" in migration.connections.target.password',
      '    11 │     target: { host: db, user: app, password: { iam: true, value: ••••••• } }',
      '       │                                                           ^^^^^  allowed: iam',
      'spec.yaml:14:14  error  migration.connections.pooled.password.env: must be a text that is not empty',
      '    14 │         env: ••',
      '       │              ^^',
      'spec.yaml:15:9  error  unknown key "value" in migration.connections.pooled.password',
      '    15 │         value: •••••••',
      '       │         ^^^^^',
      '4 errors',
    ),
  ],
  [
    'the URL of a database in the place of its connection',
    SMALL_SPEC.replace(
      'gates:',
      lines(
        'migration:',
        '  database: shop',
        '  target: main',
        '  source: { engine: postgresql, version: "15" }',
        '  connections: { source: "postgres://u:hunter2@h/db" }',
        'gates:',
      ),
    ),
    lines(
      'spec.yaml:9:26  error  migration.connections.source: must be a map',
      '     9 │   connections: { source: ••••••••••••••••••••••••••• }',
      '       │                          ^^^^^^^^^^^^^^^^^^^^^^^^^^^',
      '1 error',
    ),
  ],
  [
    'nothing but a map',
    lines('x: 1', ''),
    lines(
      'spec.yaml:1:1  error  unknown key "x"',
      '     1 │ x: 1',
      '       │ ^  allowed: version, deployment, account, phase, cutoverAt, gates, tags, scope, clusters, aurora, migration, backup, network, securityGroups, roles, secrets, loadBalancers, targetGroups, webAcls, dns, queues, buses, schedules, translation, tables, alarms, topics, logGroups, repositories, kmsKeys, budgets, cost, slo, load, environments',
      'spec.yaml:1:1  error  "version" is missing',
      '     1 │ x: 1',
      '       │ ^^^^  it must be 1',
      'spec.yaml:1:1  error  "deployment" is missing',
      '     1 │ x: 1',
      '       │ ^^^^  it must be a text',
      'spec.yaml:1:1  error  "account" is missing',
      '     1 │ x: 1',
      '       │ ^^^^  it must be a map',
      'spec.yaml:1:1  error  "phase" is missing',
      '     1 │ x: 1',
      '       │ ^^^^  it must be "pre-cutover", "canary", "cutover" or "post-cutover"',
      'spec.yaml:1:1  error  "gates" is missing',
      '     1 │ x: 1',
      '       │ ^^^^  it must be a map',
      '6 errors',
    ),
  ],
  [
    'an unknown key at the root',
    SMALL_SPEC.replace(
      'account: { id: "123456789012", region: eu-west-1 }',
      'acount: { id: "123456789012", region: eu-west-1 }',
    ),
    lines(
      'spec.yaml:3:1  error  unknown key "acount" — did you mean "account"?',
      '     3 │ acount: { id: "123456789012", region: eu-west-1 }',
      '       │ ^^^^^^  allowed: version, deployment, account, phase, cutoverAt, gates, tags, scope, clusters, aurora, migration, backup, network, securityGroups, roles, secrets, loadBalancers, targetGroups, webAcls, dns, queues, buses, schedules, translation, tables, alarms, topics, logGroups, repositories, kmsKeys, budgets, cost, slo, load, environments',
      '1 error',
    ),
  ],
  [
    'an unknown key',
    SMALL_SPEC.replace('gates: { failOn: high }', 'gates: { failon: high }'),
    lines(
      'spec.yaml:5:10  error  unknown key "failon" in gates — did you mean "failOn"?',
      '     5 │ gates: { failon: high }',
      '       │          ^^^^^^  allowed: failOn, domains',
      '1 error',
    ),
  ],
  [
    'an unknown key like none',
    SMALL_SPEC + `zebra: 1\n`,
    lines(
      'spec.yaml:6:1  error  unknown key "zebra"',
      '     6 │ zebra: 1',
      '       │ ^^^^^  allowed: version, deployment, account, phase, cutoverAt, gates, tags, scope, clusters, aurora, migration, backup, network, securityGroups, roles, secrets, loadBalancers, targetGroups, webAcls, dns, queues, buses, schedules, translation, tables, alarms, topics, logGroups, repositories, kmsKeys, budgets, cost, slo, load, environments',
      '1 error',
    ),
  ],
  [
    'an account id without quotes',
    SMALL_SPEC.replace(
      'account: { id: "123456789012", region: eu-west-1 }',
      'account: { id: 012345678901, region: eu-west-1 }',
    ),
    lines(
      'spec.yaml:3:16  error  account.id: quote the account id: without quotes YAML reads it as a number and drops leading zeros',
      '     3 │ account: { id: 012345678901, region: eu-west-1 }',
      '       │                ^^^^^^^^^^^^  write it in quotes',
      '1 error',
    ),
  ],
  [
    'an account id too short',
    SMALL_SPEC.replace(
      'account: { id: "123456789012", region: eu-west-1 }',
      'account: { id: "12345678901", region: eu-west-1 }',
    ),
    lines(
      'spec.yaml:3:16  error  account.id: an account id has exactly twelve digits, not "12345678901"',
      '     3 │ account: { id: "12345678901", region: eu-west-1 }',
      '       │                ^^^^^^^^^^^^^',
      '1 error',
    ),
  ],
  [
    'another version',
    SMALL_SPEC.replace('version: 1', 'version: 2'),
    lines(
      'spec.yaml:1:10  error  version: must be 1, not 2',
      '     1 │ version: 2',
      '       │          ^',
      '1 error',
    ),
  ],
  [
    'a version as text',
    SMALL_SPEC.replace('version: 1', 'version: "1"'),
    lines(
      'spec.yaml:1:10  error  version: must be 1, not "1"',
      '     1 │ version: "1"',
      '       │          ^^^',
      '1 error',
    ),
  ],
  [
    'a region by its city',
    SMALL_SPEC.replace(
      'account: { id: "123456789012", region: eu-west-1 }',
      'account: { id: "123456789012", region: ireland }',
    ),
    lines(
      'spec.yaml:3:40  error  account.region: a region looks like us-east-1, not "ireland"',
      '     3 │ account: { id: "123456789012", region: ireland }',
      '       │                                        ^^^^^^^',
      '1 error',
    ),
  ],
  [
    'a value that is not allowed',
    SMALL_SPEC.replace('phase: canary', 'phase: canari'),
    lines(
      'spec.yaml:4:8  error  phase: must be pre-cutover, canary, cutover or post-cutover, not "canari" — did you mean "canary"?',
      '     4 │ phase: canari',
      '       │        ^^^^^^',
      '1 error',
    ),
  ],
  [
    'an empty name',
    SMALL_SPEC.replace('deployment: shop', 'deployment: ""'),
    lines(
      'spec.yaml:2:13  error  deployment: must be a text that is not empty, not ""',
      '     2 │ deployment: ""',
      '       │             ^^',
      '1 error',
    ),
  ],
  [
    'an empty key',
    SMALL_SPEC + `tags: { "": x }\n`,
    lines(
      'spec.yaml:6:9  error  tags[""]: a name must not be empty',
      '     6 │ tags: { "": x }',
      '       │         ^^',
      '1 error',
    ),
  ],
  [
    'keys of another form',
    SMALL_SPEC +
      `load:
  target:
    origin: https://api.example.com
    environment: test
    timeoutMs: 1000
    headersFromEnvironment: { Authorization: LANDFALL_LOAD_A, host: LANDFALL_LOAD_B }
`,
    lines(
      'spec.yaml:11:31  error  load.target.headersFromEnvironment.Authorization: a header is named in small letters, such as authorization',
      '    11 │     headersFromEnvironment: { Authorization: •••••••••••••••, host: ••••••••••••••• }',
      '       │                               ^^^^^^^^^^^^^',
      'spec.yaml:11:63  error  load.target.headersFromEnvironment.host: this header is not taken from the environment',
      '    11 │     headersFromEnvironment: { Authorization: •••••••••••••••, host: ••••••••••••••• }',
      '       │                                                               ^^^^',
      '2 errors',
    ),
  ],
  [
    'a key without a value',
    SMALL_SPEC.replace('gates: { failOn: high }', 'gates:'),
    lines(
      'spec.yaml:5:7  error  gates: must be a map, not nothing',
      '     5 │ gates:',
      '       │       ^',
      '1 error',
    ),
  ],
  [
    'yes for true',
    SMALL_SPEC + `kmsKeys: { alias/a: { rotation: yes } }\n`,
    lines(
      'spec.yaml:6:33  error  kmsKeys["alias/a"].rotation: must be true or false, not "yes"',
      '     6 │ kmsKeys: { alias/a: { rotation: yes } }',
      '       │                                 ^^^',
      '1 error',
    ),
  ],
  [
    'a list for a map',
    SMALL_SPEC + `tags: [Owner]\n`,
    lines(
      'spec.yaml:6:1  error  tags: must be a map, not a list',
      '     6 │ tags: [Owner]',
      '       │ ^^^^',
      '1 error',
    ),
  ],
  [
    'a map for a list',
    SMALL_SPEC + `buses: { b: { rules: { r: { state: ENABLED, targets: {} } } } }\n`,
    lines(
      'spec.yaml:6:45  error  buses.b.rules.r.targets: must be a list, not a map',
      '     6 │ buses: { b: { rules: { r: { state: ENABLED, targets: {} } } } }',
      '       │                                             ^^^^^^^',
      '1 error',
    ),
  ],
  [
    'a share in percent',
    SMALL_SPEC.replace(
      'gates: { failOn: high }',
      'gates: { failOn: high, domains: { ecs: { atLeast: 95% } } }',
    ),
    lines(
      'spec.yaml:5:51  error  gates.domains.ecs.atLeast: must be a number, not "95%"',
      '     5 │ gates: { failOn: high, domains: { ecs: { atLeast: 95% } } }',
      '       │                                                   ^^^  atLeast is a number: a share between 0 and 1. Write 0.95',
      '1 error',
    ),
  ],
  [
    'a share above 1',
    SMALL_SPEC.replace(
      'gates: { failOn: high }',
      'gates: { failOn: high, domains: { ecs: { atLeast: 95 } } }',
    ),
    lines(
      'spec.yaml:5:51  error  gates.domains.ecs.atLeast: must be at most 1, not 95',
      '     5 │ gates: { failOn: high, domains: { ecs: { atLeast: 95 } } }',
      '       │                                                   ^^',
      '1 error',
    ),
  ],
  [
    'a time with its unit',
    SMALL_SPEC + `slo: { p95Ms: 0.5s, errorRatio: 0.01 }\n`,
    lines(
      'spec.yaml:6:15  error  slo.p95Ms: must be a whole number, not "0.5s"',
      '     6 │ slo: { p95Ms: 0.5s, errorRatio: 0.01 }',
      '       │               ^^^^  p95Ms is a number: milliseconds. Write 500',
      '1 error',
    ),
  ],
  [
    'days as hours',
    SMALL_SPEC + `logGroups: { /ecs/a: { minRetentionDays: "48h" } }\n`,
    lines(
      'spec.yaml:6:42  error  logGroups["/ecs/a"].minRetentionDays: must be a whole number, not "48h"',
      '     6 │ logGroups: { /ecs/a: { minRetentionDays: "48h" } }',
      '       │                                          ^^^^^  minRetentionDays is a number: days. Write 2',
      '1 error',
    ),
  ],
  [
    'a unit that does not fit',
    SMALL_SPEC + `logGroups: { /ecs/a: { minRetentionDays: 5 GB } }\n`,
    lines(
      'spec.yaml:6:42  error  logGroups["/ecs/a"].minRetentionDays: must be a whole number, not "5 GB"',
      '     6 │ logGroups: { /ecs/a: { minRetentionDays: 5 GB } }',
      '       │                                          ^^^^  minRetentionDays is a number: days',
      '1 error',
    ),
  ],
  [
    'a key without its unit',
    SMALL_SPEC + `logGroups: { /ecs/a: { minRetention: 5 } }\n`,
    lines(
      'spec.yaml:6:24  error  unknown key "minRetention" in logGroups["/ecs/a"] — did you mean "minRetentionDays"?',
      '     6 │ logGroups: { /ecs/a: { minRetention: 5 } }',
      '       │                        ^^^^^^^^^^^^  allowed: minRetentionDays, kmsKeyAlias, errorBudget',
      '1 error',
    ),
  ],
  [
    'a fraction of a whole number',
    SMALL_SPEC + `logGroups: { /ecs/a: { minRetentionDays: 1.5 } }\n`,
    lines(
      'spec.yaml:6:42  error  logGroups["/ecs/a"].minRetentionDays: must be a whole number, not 1.5',
      '     6 │ logGroups: { /ecs/a: { minRetentionDays: 1.5 } }',
      '       │                                          ^^^',
      '1 error',
    ),
  ],
  [
    'infinity',
    SMALL_SPEC + `cost: { maxUsdPerMonth: .inf }\n`,
    lines(
      'spec.yaml:6:25  error  cost.maxUsdPerMonth: must be a number, not Infinity',
      '     6 │ cost: { maxUsdPerMonth: .inf }',
      '       │                         ^^^^',
      '1 error',
    ),
  ],
  [
    'a number for a text',
    SMALL_SPEC + `secrets: { s: { staticReason: 5 } }\n`,
    lines(
      'spec.yaml:6:31  error  secrets.s.staticReason: must be a text, not 5',
      '     6 │ secrets: { s: { staticReason: 5 } }',
      '       │                               ^  write it in quotes',
      '1 error',
    ),
  ],
  [
    'a text for a version',
    SMALL_SPEC +
      `migration: { database: d, source: { engine: postgresql, version: 15 }, target: t }\n`,
    lines(
      'spec.yaml:6:66  error  migration.source.version: must be a text, not 15',
      '     6 │ migration: { database: d, source: { engine: postgresql, version: 15 }, target: t }',
      '       │                                                                  ^^  write it in quotes',
      '1 error',
    ),
  ],
  [
    'an unquoted window',
    SMALL_SPEC +
      `backup: { rpoMinutes: 5, rtoMinutes: 5, restoreTestMaxAgeDays: 1, freezeAt: tomorrow }\n`,
    lines(
      'spec.yaml:6:77  error  backup.freezeAt: must be a time such as "2026-11-23T12:00:00Z", not "tomorrow"',
      '     6 │ backup: { rpoMinutes: 5, rtoMinutes: 5, restoreTestMaxAgeDays: 1, freezeAt: tomorrow }',
      '       │                                                                             ^^^^^^^^',
      '1 error',
    ),
  ],
  [
    'a protocol',
    SMALL_SPEC +
      `securityGroups: { s: { role: service, ingress: [{ protocol: tpc, ports: all, from: { cidr: 10.0.0.0/8 } }], egress: [] } }\n`,
    lines(
      'spec.yaml:6:61  error  securityGroups.s.ingress[0].protocol: must be tcp, udp, icmp, icmpv6, all or a number, not "tpc" — did you mean "tcp"?',
      '     6 │ securityGroups: { s: { role: service, ingress: [{ protocol: tpc, ports: all, from: { cidr: 10.0.0.0/8 } }], egress: [] } }',
      '       │                                                             ^^^',
      '1 error',
    ),
  ],
  [
    'two peers',
    SMALL_SPEC +
      `securityGroups: { s: { role: service, ingress: [{ protocol: tcp, ports: all, from: { cidr: 10.0.0.0/8, group: x } }], egress: [] } }\n`,
    lines(
      'spec.yaml:6:78  error  securityGroups.s.ingress[0].from: name exactly one of cidr, group and prefixList',
      '     6 │ securityGroups: { s: { role: service, ingress: [{ protocol: tcp, ports: all, from: { cidr: 10.0.0.0/8, group: x } }], egress: [] } }',
      '       │                                                                              ^^^^',
      '1 error',
    ),
  ],
  [
    'a CIDR block',
    SMALL_SPEC +
      `securityGroups: { s: { role: service, ingress: [{ protocol: tcp, ports: all, from: { cidr: 10.0.0.0 } }], egress: [] } }\n`,
    lines(
      'spec.yaml:6:92  error  securityGroups.s.ingress[0].from.cidr: a CIDR block looks like 10.0.0.0/16 or 2001:db8::/32',
      '     6 │ securityGroups: { s: { role: service, ingress: [{ protocol: tcp, ports: all, from: { cidr: 10.0.0.0 } }], egress: [] } }',
      '       │                                                                                            ^^^^^^^^',
      '1 error',
    ),
  ],
  [
    'ports',
    SMALL_SPEC +
      `securityGroups: { s: { role: service, ingress: [{ protocol: tcp, ports: "80", from: { group: s } }], egress: [] } }\n`,
    lines(
      'spec.yaml:6:73  error  securityGroups.s.ingress[0].ports: ports are a number, a range such as "1024-65535", or all, not "80"',
      '     6 │ securityGroups: { s: { role: service, ingress: [{ protocol: tcp, ports: "80", from: { group: s } }], egress: [] } }',
      '       │                                                                         ^^^^',
      '1 error',
    ),
  ],
])('%s', (_, text, message) => {
  expect(rendered(text)).toBe(message);
});

test.each([
  [
    'a size with its unit',
    'clusters: { main: { services: { api: { task: { memoryMiB: 2 GB } } } } }',
    lines(
      'spec.yaml:3:63  error  clusters.main.services.api.task.memoryMiB: must be a whole number, not "2 GB"',
      '     3 │     clusters: { main: { services: { api: { task: { memoryMiB: 2 GB } } } } }',
      '       │                                                               ^^^^  memoryMiB is a number: MiB. Write 2048',
      '1 error',
    ),
  ],
  [
    'CPU in vCPU',
    'clusters: { main: { services: { api: { task: { cpuUnits: 0.5 vCPU } } } } }',
    lines(
      'spec.yaml:3:62  error  clusters.main.services.api.task.cpuUnits: must be 256, 512, 1024, 2048, 4096, 8192 or 16384, not "0.5 vCPU"',
      '     3 │     clusters: { main: { services: { api: { task: { cpuUnits: 0.5 vCPU } } } } }',
      '       │                                                              ^^^^^^^^  cpuUnits is a number: CPU units, 1024 a vCPU. Write 512',
      '1 error',
    ),
  ],
  [
    'a size without its unit',
    'clusters: { main: { services: { api: { task: { memory: 2048 } } } } }',
    lines(
      'spec.yaml:3:52  error  unknown key "memory" in clusters.main.services.api.task — did you mean "memoryMiB"?',
      '     3 │     clusters: { main: { services: { api: { task: { memory: 2048 } } } } }',
      '       │                                                    ^^^^^^  allowed: family, revision, cpuUnits, memoryMiB, architecture, containers',
      '1 error',
    ),
  ],
  [
    'storage with its unit',
    'aurora: { db: { maxStorageGiB: 100 GB } }',
    lines(
      'spec.yaml:3:36  error  aurora.db.maxStorageGiB: must be a whole number, not "100 GB"',
      '     3 │     aurora: { db: { maxStorageGiB: 100 GB } }',
      '       │                                    ^^^^^^  maxStorageGiB is a number: GiB. Write 100',
      '1 error',
    ),
  ],
  [
    'not a step',
    'aurora: { db: { capacity: { minAcu: 0.7, maxAcu: 300 } } }',
    lines(
      'spec.yaml:3:41  error  aurora.db.capacity.minAcu: must be a multiple of 0.5, not 0.7',
      '     3 │     aurora: { db: { capacity: { minAcu: 0.7, maxAcu: 300 } } }',
      '       │                                         ^^^',
      'spec.yaml:3:54  error  aurora.db.capacity.maxAcu: must be at most 256, not 300',
      '     3 │     aurora: { db: { capacity: { minAcu: 0.7, maxAcu: 300 } } }',
      '       │                                                      ^^^',
      '2 errors',
    ),
  ],
  [
    'a scaling policy of no kind',
    'clusters: { main: { services: { api: { scaling: { policies: { cpu: { target: 70 } } } } } } }',
    lines(
      'spec.yaml:3:67  error  "kind" is missing in clusters.main.services.api.scaling.policies.cpu',
      '     3 │     clusters: { main: { services: { api: { scaling: { policies: { cpu: { target: 70 } } } } } } }',
      '       │                                                                   ^^^  it must be target-tracking or queue-depth',
      '1 error',
    ),
  ],
  [
    'a scaling policy of an unknown kind',
    'clusters: { main: { services: { api: { scaling: { policies: { cpu: { kind: tracking } } } } } } }',
    lines(
      'spec.yaml:3:80  error  clusters.main.services.api.scaling.policies.cpu.kind: must be target-tracking or queue-depth, not "tracking"',
      '     3 │     clusters: { main: { services: { api: { scaling: { policies: { cpu: { kind: tracking } } } } } } }',
      '       │                                                                                ^^^^^^^^',
      '1 error',
    ),
  ],
  [
    'a key of another kind',
    'clusters: { main: { services: { api: { scaling: { policies: { backlog: { metric: x } } } } } } }',
    lines(
      'spec.yaml:3:78  error  unknown key "metric" in clusters.main.services.api.scaling.policies.backlog',
      '     3 │     clusters: { main: { services: { api: { scaling: { policies: { backlog: { metric: x } } } } } } }',
      '       │                                                                              ^^^^^^  allowed: kind, queue, target, scaleOutCooldownSeconds, scaleInCooldownSeconds',
      '1 error',
    ),
  ],
  [
    'an interval without its unit',
    'targetGroups: { api: { healthCheck: { interval: 10 } } }',
    lines(
      'spec.yaml:3:43  error  unknown key "interval" in targetGroups.api.healthCheck — did you mean "intervalSeconds"?',
      '     3 │     targetGroups: { api: { healthCheck: { interval: 10 } } }',
      '       │                                           ^^^^^^^^  allowed: path, codes, intervalSeconds, healthyThreshold, unhealthyThreshold',
      '1 error',
    ),
  ],
  [
    'a port that is none',
    'aurora: { db: { port: 0 } }',
    lines(
      'spec.yaml:3:27  error  aurora.db.port: must be at least 1, not 0',
      '     3 │     aurora: { db: { port: 0 } }',
      '       │                           ^',
      '1 error',
    ),
  ],
  [
    'a backup plan for none',
    'backup: { plans: { daily: { tables: [] } } }',
    lines(
      'spec.yaml:3:33  error  backup.plans.daily.tables: must be a list of 1 or more',
      '     3 │     backup: { plans: { daily: { tables: [] } } }',
      '       │                                 ^^^^^^',
      '1 error',
    ),
  ],
  [
    'a key that is there as well',
    'securityGroups: { db: { ingres: [] } }',
    lines(
      'spec.yaml:3:29  error  unknown key "ingres" in securityGroups.db — did you mean "ingress"?',
      '     3 │     securityGroups: { db: { ingres: [] } }',
      '       │                             ^^^^^^  allowed: role, ingress, egress',
      '1 error',
    ),
  ],
  [
    'a window',
    'aurora: { db: { backup: { window: 3-4 } } }',
    lines(
      'spec.yaml:3:39  error  aurora.db.backup.window: a window looks like 03:00-04:00, not "3-4"',
      '     3 │     aurora: { db: { backup: { window: 3-4 } } }',
      '       │                                       ^^^',
      '1 error',
    ),
  ],
  [
    'a zone',
    'network: { subnets: { app-a: { availabilityZone: eu-west-1 } } }',
    lines(
      'spec.yaml:3:54  error  network.subnets.app-a.availabilityZone: an availability zone looks like us-east-1a, not "eu-west-1"',
      '     3 │     network: { subnets: { app-a: { availabilityZone: eu-west-1 } } }',
      '       │                                                      ^^^^^^^^^',
      '1 error',
    ),
  ],
  [
    'an action',
    'roles: { api: { trust: [], deny: [{ actions: [CreateUser], resources: ["*"] }] } }',
    lines(
      'spec.yaml:3:51  error  roles.api.deny[0].actions[0]: an action looks like s3:GetObject or s3:Delete*, not "CreateUser"',
      '     3 │     roles: { api: { trust: [], deny: [{ actions: [CreateUser], resources: ["*"] }] } }',
      '       │                                                   ^^^^^^^^^^',
      '1 error',
    ),
  ],
])('%s, in an environment', (_, overlay, message) => {
  expect(renderedWith(overlay)).toBe(message);
});
