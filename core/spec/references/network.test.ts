import { expect, test } from '@jest/globals';
import { lines, renderedWith } from '../testing/rendered.ts';

test('the whole spec is valid', () => {
  expect(renderedWith('{}')).toBeNull();
});

test.each([
  [
    'a subnet outside the VPC',
    'network: { subnets: { app-a: { cidr: 10.1.10.0/24 } } }',
    lines(
      "spec.yaml:3:42  error  network.subnets.app-a.cidr: 10.1.10.0/24 is not within the VPC's 10.0.0.0/16",
      '     3 │     network: { subnets: { app-a: { cidr: 10.1.10.0/24 } } }',
      '       │                                          ^^^^^^^^^^^^',
      '1 error',
    ),
  ],
  [
    'overlapping subnets',
    'network: { subnets: { app-b: { cidr: 10.0.10.128/25 } } }',
    lines(
      'spec.yaml:3:42  error  network.subnets.app-b.cidr: 10.0.10.128/25 overlaps with 10.0.10.0/24 of app-a',
      '     3 │     network: { subnets: { app-b: { cidr: 10.0.10.128/25 } } }',
      '       │                                          ^^^^^^^^^^^^^^',
      '1 error',
    ),
  ],
  [
    'an address that is not the first',
    'network: { subnets: { app-a: { cidr: 10.0.10.1/24 } } }',
    lines(
      'spec.yaml:3:42  error  network.subnets.app-a.cidr: 10.0.10.1/24 does not begin where its block begins',
      '     3 │     network: { subnets: { app-a: { cidr: 10.0.10.1/24 } } }',
      '       │                                          ^^^^^^^^^^^^',
      '1 error',
    ),
  ],
  [
    'a zone elsewhere',
    'network: { subnets: { app-a: { availabilityZone: us-east-1a } } }',
    lines(
      'spec.yaml:3:54  error  network.subnets.app-a.availabilityZone: us-east-1a is no zone of eu-west-1',
      '     3 │     network: { subnets: { app-a: { availabilityZone: us-east-1a } } }',
      '       │                                                      ^^^^^^^^^^',
      '1 error',
    ),
  ],
  [
    'a flow from',
    'network: { flows: [{ from: apis, to: db, port: 5432 }] }',
    lines(
      'spec.yaml:3:32  error  network.flows[0].from: there is no security group "apis" — did you mean "api"?',
      '     3 │     network: { flows: [{ from: apis, to: db, port: 5432 }] }',
      '       │                                ^^^^  securityGroups declares alb, api, db, endpoints, internet',
      '1 error',
    ),
  ],
  [
    'a flow to',
    'network: { flows: [{ from: api, to: internet, port: 443 }] }',
    lines(
      'spec.yaml:3:41  error  network.flows[0].to: there is no security group "internet"',
      '     3 │     network: { flows: [{ from: api, to: internet, port: 443 }] }',
      '       │                                         ^^^^^^^^  securityGroups declares alb, api, db, endpoints',
      '1 error',
    ),
  ],
  [
    "the endpoints' group",
    'network: { endpoints: { securityGroup: endpoint } }',
    lines(
      'spec.yaml:3:44  error  network.endpoints.securityGroup: there is no security group "endpoint" — did you mean "endpoints"?',
      '     3 │     network: { endpoints: { securityGroup: endpoint } }',
      '       │                                            ^^^^^^^^  securityGroups declares alb, api, db, endpoints',
      '1 error',
    ),
  ],
  [
    "a link's subnet",
    'network: { links: { office: { kind: vpn, subnets: [app-c], remoteCidrs: [10.9.0.0/16] } } }',
    lines(
      'spec.yaml:3:56  error  network.links.office.subnets[0]: there is no subnet "app-c" — did you mean "app-a"?',
      '     3 │     network: { links: { office: { kind: vpn, subnets: [app-c], remoteCidrs: [10.9.0.0/16] } } }',
      '       │                                                        ^^^^^  network.subnets declares app-a, app-b, data-a, data-b',
      '1 error',
    ),
  ],
  [
    'a link to addresses of the VPC',
    'network: { links: { office: { kind: vpn, subnets: [app-a], remoteCidrs: [10.0.0.0/8, 10.0.9.0/24] } } }',
    lines(
      "spec.yaml:3:90  error  network.links.office.remoteCidrs[1]: 10.0.9.0/24 is within the VPC's own 10.0.0.0/16",
      '     3 │     network: { links: { office: { kind: vpn, subnets: [app-a], remoteCidrs: [10.0.0.0/8, 10.0.9.0/24] } } }',
      '       │                                                                                          ^^^^^^^^^^^',
      '1 error',
    ),
  ],
  [
    'a remote block that does not begin where it begins',
    'network: { links: { office: { kind: vpn, subnets: [app-a], remoteCidrs: [10.9.0.1/16] } } }',
    lines(
      'spec.yaml:3:78  error  network.links.office.remoteCidrs[0]: 10.9.0.1/16 does not begin where its block begins',
      '     3 │     network: { links: { office: { kind: vpn, subnets: [app-a], remoteCidrs: [10.9.0.1/16] } } }',
      '       │                                                                              ^^^^^^^^^^^',
      '1 error',
    ),
  ],
  [
    'an ingress peer',
    'securityGroups: { db: { ingress: [{ protocol: tcp, ports: 5432, from: { group: app } }] } }',
    lines(
      'spec.yaml:3:84  error  securityGroups.db.ingress[0].from.group: there is no security group "app" — did you mean "api"?',
      '     3 │     securityGroups: { db: { ingress: [{ protocol: tcp, ports: 5432, from: { group: app } }] } }',
      '       │                                                                                    ^^^  securityGroups declares alb, api, db, endpoints, self',
      '1 error',
    ),
  ],
  [
    'an egress peer',
    'securityGroups: { db: { egress: [{ protocol: tcp, ports: 5432, to: { group: web } }] } }',
    lines(
      'spec.yaml:3:81  error  securityGroups.db.egress[0].to.group: there is no security group "web" — did you mean "alb"?',
      '     3 │     securityGroups: { db: { egress: [{ protocol: tcp, ports: 5432, to: { group: web } }] } }',
      '       │                                                                                 ^^^  securityGroups declares alb, api, db, endpoints, self',
      '1 error',
    ),
  ],
  [
    'a backward range',
    'securityGroups: { db: { ingress: [{ protocol: tcp, ports: 90-80, from: { group: api } }] } }',
    lines(
      'spec.yaml:3:63  error  securityGroups.db.ingress[0].ports: the range ends before it begins',
      '     3 │     securityGroups: { db: { ingress: [{ protocol: tcp, ports: 90-80, from: { group: api } }] } }',
      '       │                                                               ^^^^^',
      '1 error',
    ),
  ],
  [
    'a range too high',
    'securityGroups: { db: { ingress: [{ protocol: tcp, ports: 90-70000, from: { group: api } }] } }',
    lines(
      'spec.yaml:3:63  error  securityGroups.db.ingress[0].ports: the last port there is, is 65535',
      '     3 │     securityGroups: { db: { ingress: [{ protocol: tcp, ports: 90-70000, from: { group: api } }] } }',
      '       │                                                               ^^^^^^^^',
      '1 error',
    ),
  ],
])('%s', (_, overlay, message) => {
  expect(renderedWith(overlay)).toBe(message);
});
