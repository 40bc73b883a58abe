import { expect, test } from '@jest/globals';
import { lines, rendered } from './testing/rendered.ts';
import { SMALL_SPEC } from './testing/whole-spec.ts';

const CONNECTIONS = lines(
  SMALL_SPEC.trimEnd(),
  'migration:',
  '  database: shop',
  '  target: main',
  '  source: { engine: postgresql, version: "15" }',
  '  connections:',
);

const LOAD_TARGET = lines(
  SMALL_SPEC.trimEnd(),
  'load:',
  '  target:',
  '    origin: https://a.example.com',
  '    environment: test',
  '    timeoutMs: 1000',
);

test.each<[what: string, text: string, message: string]>([
  [
    'a reserved character',
    lines(CONNECTIONS, '    source:', '      password: @hunter2'),
    lines(
      'spec.yaml:12:17  error  not valid YAML: plain value cannot start with reserved character @',
      '    12 │       password: ••••••••',
      '       │                 ^',
      '1 error',
    ),
  ],
  [
    'an alias',
    lines(CONNECTIONS, '    source: { host: db, user: app, password: *hunter2, port: 5 }'),
    lines(
      'spec.yaml:11:46  error  the alias has no anchor of its name before it',
      '    11 │     source: { host: db, user: app, password: ••••••••, port: 5 }',
      '       │                                              ^^^^^^^^',
      '1 error',
    ),
  ],
  [
    'a tag',
    lines(CONNECTIONS, '    source: { host: db, user: app, password: !hunter2 hunter3, port: 5 }'),
    lines(
      'spec.yaml:11:55  error  tags are not supported',
      '    11 │     source: { host: db, user: app, password: ••••••••••••••••, port: 5 }',
      '       │                                                       ^^^^^^^  write the value itself, in quotes if it is a text',
      '1 error',
    ),
  ],
  [
    'a key that is there twice',
    lines(CONNECTIONS, '    source: { host: db, user: app, password: hunter2, password: hunter3 }'),
    lines(
      'spec.yaml:11:55  error  the key "password" is there twice',
      '    11 │     source: { host: db, user: app, password: •••••••, password: ••••••• }',
      '       │                                                       ^^^^^^^^  YAML would keep the last one alone; remove or rename one',
      '1 error',
    ),
  ],
  [
    'wrong indentation of what is beside it',
    lines(CONNECTIONS, '    source:', '      password: hunter2', '     token: hunter3'),
    lines(
      'spec.yaml:13:1  error  not valid YAML: all mapping items must start at the same column',
      '    13 │      token: •••••••',
      '       │ ^',
      '1 error',
    ),
  ],
  [
    'its own wrong indentation',
    lines(CONNECTIONS, '    source:', '      password:', '    hunter2', '      port: 5'),
    lines(
      'spec.yaml:13:5  error  not valid YAML: implicit keys need to be on a single line',
      '    13 │     •••••••',
      '       │     ^^^^^^^',
      '1 error',
    ),
  ],
  [
    'a block that begins with a word',
    lines(CONNECTIONS, '    source:', '      password: |hunter2'),
    lines(
      'spec.yaml:12:18  error  not valid YAML: block scalar header includes extra characters',
      '    12 │       password: ••••••••',
      '       │                  ^',
      '1 error',
    ),
  ],
  [
    'what is more indented',
    lines(CONNECTIONS, '    source:', '      password: hunter2', '        more: hunter3'),
    lines(
      'spec.yaml:12:17  error  not valid YAML: nested mappings are not allowed in compact mappings',
      '    12 │       password: •••••••',
      '       │                 ^',
      'spec.yaml:12:17  error  not valid YAML: implicit keys need to be on a single line',
      '    12 │       password: •••••••',
      '       │                 ^^^^^^^',
      '2 errors',
    ),
  ],
  [
    'an unknown escape',
    lines(CONNECTIONS, '    source:', '      password: "hunter\\q"'),
    lines(
      'spec.yaml:12:24  error  not valid YAML: invalid escape sequence',
      '    12 │       password: ••••••••••',
      '       │                        ^',
      '1 error',
    ),
  ],
  [
    'a missing quote',
    lines(CONNECTIONS, '    source: { password: "hunter2, port: 5 }'),
    lines(
      'spec.yaml:11:44  error  not valid YAML: missing closing "quote',
      '    11 │     source: { password: ••••••••, port: 5 }',
      '       │                                            ^',
      'spec.yaml:11:44  error  not valid YAML: flow map in block collection must be sufficiently indented and end with a }',
      '    11 │     source: { password: ••••••••, port: 5 }',
      '       │                                            ^',
      '2 errors',
    ),
  ],
  [
    'unknown keys',
    lines(
      CONNECTIONS,
      '    source: { host: db, user: app, pwd: hunter2, password: { iam: true } }',
      '    target: { host: db, user: app, apiKey: hunter3, password: { iam: true } }',
    ),
    lines(
      'spec.yaml:11:36  error  unknown key "pwd" in migration.connections.source',
      '    11 │     source: { host: db, user: app, pwd: •••••••, password: { iam: true } }',
      '       │                                    ^^^  allowed: host, port, user, password, tls, caFile',
      'spec.yaml:12:36  error  unknown key "apiKey" in migration.connections.target',
      '    12 │     target: { host: db, user: app, apiKey: •••••••, password: { iam: true } }',
      '       │                                    ^^^^^^  allowed: host, port, user, password, tls, caFile',
      '2 errors',
    ),
  ],
  [
    'a misspelt key on one line',
    lines(CONNECTIONS, '    source: { host: db, user: app, pasword: { value: hunter2 } }'),
    lines(
      'spec.yaml:11:36  error  unknown key "pasword" in migration.connections.source — did you mean "password"?',
      '    11 │     source: { host: db, user: app, pasword: •••••••••••••••••• }',
      '       │                                    ^^^^^^^  allowed: host, port, user, password, tls, caFile',
      '1 error',
    ),
  ],
  [
    'a misspelt section on one line',
    lines(SMALL_SPEC.trimEnd(), 'migraton: { connections: { source: { password: hunter2 } } }'),
    lines(
      'spec.yaml:6:1  error  unknown key "migraton" — did you mean "migration"?',
      '     6 │ migraton: ••••••••••••••••••••••••••••••••••••••••••••••••••',
      '       │ ^^^^^^^^  allowed: version, deployment, account, phase, cutoverAt, gates, tags, scope, clusters, aurora, migration, backup, network, securityGroups, roles, secrets, loadBalancers, targetGroups, webAcls, dns, queues, buses, schedules, translation, tables, alarms, topics, logGroups, repositories, kmsKeys, budgets, cost, slo, load, environments',
      '1 error',
    ),
  ],
  [
    'another error beside what looks like a variable',
    lines(CONNECTIONS, '    source: { host: db, user: app, password: { env: hunter2 }, port: x }'),
    lines(
      'spec.yaml:11:70  error  migration.connections.source.port: must be a whole number, not "x"',
      '    11 │     source: { host: db, user: app, password: { env: ••••••• }, port: x }',
      '       │                                                                      ^',
      '1 error',
    ),
  ],
  [
    'no space after the colon',
    lines(CONNECTIONS, '    source:', '      password:hunter2'),
    lines(
      'spec.yaml:12:7  error  migration.connections.source: must be a map',
      '    12 │       ••••••••••••••••',
      '       │       ^^^^^^^^^^^^^^^^',
      '1 error',
    ),
  ],
  [
    'a single value for a map of headers',
    lines(LOAD_TARGET, '    headersFromEnvironment: "Bearer hunter2"'),
    lines(
      'spec.yaml:11:29  error  load.target.headersFromEnvironment: must be a map',
      '    11 │     headersFromEnvironment: ••••••••••••••••',
      '       │                             ^^^^^^^^^^^^^^^^',
      '1 error',
    ),
  ],
  [
    'a list for a map of headers',
    lines(LOAD_TARGET, '    headersFromEnvironment: [hunter2]'),
    lines(
      'spec.yaml:11:5  error  load.target.headersFromEnvironment: must be a map',
      '    11 │     headersFromEnvironment: •••••••••',
      '       │     ^^^^^^^^^^^^^^^^^^^^^^',
      '1 error',
    ),
  ],
  [
    'an environment that is wrong beside it',
    lines(
      SMALL_SPEC.trimEnd(),
      'environments: { test: { migration: { connections: { source: { password: hunter2 } } } }, Test: {} }',
    ),
    lines(
      'spec.yaml:6:90  error  "Test" cannot name an environment',
      '     6 │ environments: { test: { migration: { connections: { source: { password: ••••••• } } } }, Test: {} }',
      '       │                                                                                          ^^^^  lower-case letters, digits and hyphens, a letter first',
      '1 error',
    ),
  ],
  [
    'a single value for an environment',
    lines(SMALL_SPEC.trimEnd(), 'environments: { test: hunter2 }'),
    lines(
      'spec.yaml:6:17  error  environments.test must be a map of what differs there',
      '     6 │ environments: { test: ••••••• }',
      '       │                 ^^^^  write {} if nothing does',
      '1 error',
    ),
  ],
  [
    'a single value for the environments',
    lines(SMALL_SPEC.trimEnd(), 'environments: hunter2'),
    lines(
      'spec.yaml:6:1  error  environments must be a map from a name to what differs there',
      '     6 │ environments: •••••••',
      '       │ ^^^^^^^^^^^^',
      '1 error',
    ),
  ],
  [
    'a number under a key of any kind',
    lines(SMALL_SPEC.trimEnd(), 'tags: { api_token: 123456, Project: 5 }'),
    lines(
      'spec.yaml:6:20  error  tags.api_token: must be a text',
      '     6 │ tags: { api_token: ••••••, Project: 5 }',
      '       │                    ^^^^^^  write it in quotes',
      'spec.yaml:6:37  error  tags.Project: must be a text, not 5',
      '     6 │ tags: { api_token: ••••••, Project: 5 }',
      '       │                                     ^  write it in quotes',
      '2 errors',
    ),
  ],
  [
    'a URL beside an error',
    lines(
      SMALL_SPEC.trimEnd(),
      'tags: { Project: 5, cache: "redis://:hun@ter2@h:6379", shop: postgres://u:hun/ter2@h/db }',
    ),
    lines(
      'spec.yaml:6:18  error  tags.Project: must be a text, not 5',
      '     6 │ tags: { Project: 5, cache: "••••••••••••••••••h:6379", shop: ••••••••••••••••••••••h/db }',
      '       │                  ^  write it in quotes',
      '1 error',
    ),
  ],
])('a secret is not shown by an error: %s', (_, text, message) => {
  expect(rendered(text)).toBe(message);
});
