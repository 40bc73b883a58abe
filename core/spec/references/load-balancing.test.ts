import { expect, test } from '@jest/globals';
import { lines, renderedWith } from '../testing/rendered.ts';

test('the whole spec is valid', () => {
  expect(renderedWith('{}')).toBeNull();
});

test.each([
  [
    'a subnet of a load balancer',
    'loadBalancers: { web: { subnets: [app-c] } }',
    lines(
      'spec.yaml:3:39  error  loadBalancers.web.subnets[0]: there is no subnet "app-c" — did you mean "app-a"?',
      '     3 │     loadBalancers: { web: { subnets: [app-c] } }',
      '       │                                       ^^^^^  network.subnets declares app-a, app-b, data-a, data-b',
      '1 error',
    ),
  ],
  [
    'a group of a load balancer',
    'loadBalancers: { web: { securityGroups: [albs] } }',
    lines(
      'spec.yaml:3:46  error  loadBalancers.web.securityGroups[0]: there is no security group "albs" — did you mean "alb"?',
      '     3 │     loadBalancers: { web: { securityGroups: [albs] } }',
      '       │                                              ^^^^  securityGroups declares alb, api, db, endpoints',
      '1 error',
    ),
  ],
  [
    'a listener that forwards nowhere',
    'loadBalancers: { web: { listeners: { http: { action: forward } } } }',
    lines(
      'spec.yaml:3:58  error  loadBalancers.web.listeners.http.action: a listener that forwards needs a targetGroup',
      '     3 │     loadBalancers: { web: { listeners: { http: { action: forward } } } }',
      '       │                                                          ^^^^^^^',
      '1 error',
    ),
  ],
  [
    'a redirect with a target group',
    'loadBalancers: { web: { listeners: { http: { targetGroup: api } } } }',
    lines(
      'spec.yaml:3:63  error  loadBalancers.web.listeners.http.targetGroup: a listener with redirect-to-https has no target group',
      '     3 │     loadBalancers: { web: { listeners: { http: { targetGroup: api } } } }',
      '       │                                                               ^^^',
      '1 error',
    ),
  ],
  [
    'a TLS policy without TLS',
    'loadBalancers: { web: { listeners: { http: { tlsPolicy: x } } } }',
    lines(
      'spec.yaml:3:61  error  loadBalancers.web.listeners.http.tlsPolicy: only an HTTPS listener has a TLS policy',
      '     3 │     loadBalancers: { web: { listeners: { http: { tlsPolicy: x } } } }',
      '       │                                                             ^',
      '1 error',
    ),
  ],
  [
    "a listener's target group",
    'loadBalancers: { web: { listeners: { https: { targetGroup: apo } } } }',
    lines(
      'spec.yaml:3:64  error  loadBalancers.web.listeners.https.targetGroup: there is no target group "apo" — did you mean "api"?',
      '     3 │     loadBalancers: { web: { listeners: { https: { targetGroup: apo } } } }',
      '       │                                                                ^^^  targetGroups declares api',
      '1 error',
    ),
  ],
  [
    "a rule's target group",
    'loadBalancers: { web: { listeners: { https: { rules: { two: { targetGroup: apo } } } } } }',
    lines(
      'spec.yaml:3:80  error  loadBalancers.web.listeners.https.rules.two.targetGroup: there is no target group "apo" — did you mean "api"?',
      '     3 │     loadBalancers: { web: { listeners: { https: { rules: { two: { targetGroup: apo } } } } } }',
      '       │                                                                                ^^^  targetGroups declares api',
      '1 error',
    ),
  ],
  [
    'a port twice',
    'loadBalancers: { web: { listeners: { https: { port: 80 } } } }',
    lines(
      'spec.yaml:3:57  error  loadBalancers.web.listeners.https.port: http has the port 80 already',
      '     3 │     loadBalancers: { web: { listeners: { https: { port: 80 } } } }',
      '       │                                                         ^^',
      '1 error',
    ),
  ],
  [
    'a priority twice',
    'loadBalancers: { web: { listeners: { https: { rules: { two: { priority: 1 } } } } } }',
    lines(
      'spec.yaml:3:77  error  loadBalancers.web.listeners.https.rules.two.priority: one has the priority 1 already',
      '     3 │     loadBalancers: { web: { listeners: { https: { rules: { two: { priority: 1 } } } } } }',
      '       │                                                                             ^',
      '1 error',
    ),
  ],
  [
    'a web ACL',
    'webAcls: { web: { loadBalancer: wep } }',
    lines(
      'spec.yaml:3:37  error  webAcls.web.loadBalancer: there is no load balancer "wep" — did you mean "web"?',
      '     3 │     webAcls: { web: { loadBalancer: wep } }',
      '       │                                     ^^^  loadBalancers declares web',
      '1 error',
    ),
  ],
  [
    "a DNS record's load balancer",
    'dns: { api.example.com: { loadBalancer: wep } }',
    lines(
      'spec.yaml:3:45  error  dns["api.example.com"].loadBalancer: there is no load balancer "wep" — did you mean "web"?',
      '     3 │     dns: { api.example.com: { loadBalancer: wep } }',
      '       │                                             ^^^  loadBalancers declares web',
      '1 error',
    ),
  ],
  [
    'a DNS record with two values',
    'dns: { api.example.com: { value: 10.0.0.1 } }',
    lines(
      'spec.yaml:3:38  error  dns["api.example.com"].value: a record has either a loadBalancer or a value',
      '     3 │     dns: { api.example.com: { value: 10.0.0.1 } }',
      '       │                                      ^^^^^^^^',
      '1 error',
    ),
  ],
])('%s', (_, overlay, message) => {
  expect(renderedWith(overlay)).toBe(message);
});
