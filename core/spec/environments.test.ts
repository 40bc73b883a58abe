import { expect, test } from '@jest/globals';
import { lines, rendered } from './testing/rendered.ts';
import { SMALL_SPEC } from './testing/whole-spec.ts';

test.each([
  [
    'an environment that is not there',
    SMALL_SPEC + `environments: { production: {}, staging: {} }\n`,
    lines(
      'spec.yaml:6:1  error  there is no environment "prod" — did you mean "production"?',
      '     6 │ environments: { production: {}, staging: {} }',
      '       │ ^^^^^^^^^^^^  declared: production, staging',
      '1 error',
    ),
  ],
  [
    'no environments at all',
    SMALL_SPEC,
    lines(
      'spec.yaml:1:1  error  there is no environment "prod"',
      '     1 │ version: 1',
      '       │ ^  the spec declares none',
      '1 error',
    ),
  ],
  [
    'environments as a list',
    SMALL_SPEC + `environments: [prod]\n`,
    lines(
      'spec.yaml:6:1  error  environments must be a map from a name to what differs there',
      '     6 │ environments: [prod]',
      '       │ ^^^^^^^^^^^^',
      '1 error',
    ),
  ],
  [
    'an environment without a value',
    SMALL_SPEC + `environments: { prod: }\n`,
    lines(
      'spec.yaml:6:17  error  environments.prod must be a map of what differs there',
      '     6 │ environments: { prod: }',
      '       │                 ^^^^  write {} if nothing does',
      '1 error',
    ),
  ],
  [
    'an environment as a list',
    SMALL_SPEC + `environments:\n  staging: []\n`,
    lines(
      'spec.yaml:7:3  error  environments.staging must be a map of what differs there',
      '     7 │   staging: []',
      '       │   ^^^^^^^  write {} if nothing does',
      '1 error',
    ),
  ],
  [
    'a name for no environment',
    SMALL_SPEC + `environments: { prod: {}, "Pro d": {} }\n`,
    lines(
      'spec.yaml:6:27  error  "Pro d" cannot name an environment',
      '     6 │ environments: { prod: {}, "Pro d": {} }',
      '       │                           ^^^^^^^  lower-case letters, digits and hyphens, a letter first',
      '1 error',
    ),
  ],
  [
    'environments in an environment',
    SMALL_SPEC + `environments: { prod: { environments: {} } }\n`,
    lines(
      'spec.yaml:6:25  error  environments.prod cannot have environments of its own',
      '     6 │ environments: { prod: { environments: {} } }',
      '       │                         ^^^^^^^^^^^^',
      '1 error',
    ),
  ],
  [
    'a key without a value in an environment',
    SMALL_SPEC + `environments:\n  prod:\n    gates:\n      failOn:\n`,
    lines(
      'spec.yaml:9:7  error  environments.prod.gates.failOn has no value',
      '     9 │       failOn:',
      '       │       ^^^^^^  write null to take the key away',
      '1 error',
    ),
  ],
  [
    'a key taken away that is not there',
    SMALL_SPEC + `environments: { prod: { gates: { failon: null } } }\n`,
    lines(
      'spec.yaml:6:34  error  environments.prod.gates.failon takes away what is not there — did you mean "failOn"?',
      '     6 │ environments: { prod: { gates: { failon: null } } }',
      '       │                                  ^^^^^^',
      '1 error',
    ),
  ],
  [
    'a required key taken away',
    SMALL_SPEC + `environments:\n  prod:\n    account:\n      region: null\n`,
    lines(
      'spec.yaml:9:7  error  "region" is missing in account',
      '     9 │       region: null',
      '       │       ^^^^^^  it must be a text',
      '1 error',
    ),
  ],
  [
    'an unknown key',
    SMALL_SPEC + `environments:\n  prod:\n    account:\n      regio: us-east-1\n`,
    lines(
      'spec.yaml:9:7  error  unknown key "regio" in account — did you mean "region"?',
      '     9 │       regio: us-east-1',
      '       │       ^^^^^  allowed: id, region, organization',
      '1 error',
    ),
  ],
  [
    'a wrong value',
    SMALL_SPEC + `environments: { prod: { phase: live } }\n`,
    lines(
      'spec.yaml:6:32  error  phase: must be pre-cutover, canary, cutover or post-cutover, not "live"',
      '     6 │ environments: { prod: { phase: live } }',
      '       │                                ^^^^',
      '1 error',
    ),
  ],
  [
    'a list that replaces',
    SMALL_SPEC +
      `buses: { b: { rules: { r: { state: ENABLED, pattern: {}, targets: [{ queue: a }] } } } }\nenvironments: { prod: { buses: { b: { rules: { r: { targets: [{ queu: b }] } } } } } }\n`,
    lines(
      'spec.yaml:7:65  error  unknown key "queu" in buses.b.rules.r.targets[0] — did you mean "queue"?',
      '     7 │ environments: { prod: { buses: { b: { rules: { r: { targets: [{ queu: b }] } } } } } }',
      '       │                                                                 ^^^^  allowed: queue, topic, logGroup, role, messageGroupId, deadLetterQueue, retry',
      '1 error',
    ),
  ],
  [
    'a map that replaces a value',
    SMALL_SPEC + `environments: { prod: { deployment: { name: x } } }\n`,
    lines(
      'spec.yaml:6:25  error  deployment: must be a text, not a map',
      '     6 │ environments: { prod: { deployment: { name: x } } }',
      '       │                         ^^^^^^^^^^',
      '1 error',
    ),
  ],
])('%s', (_, text, message) => {
  expect(rendered(text, 'prod')).toBe(message);
});
