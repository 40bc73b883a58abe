import { redactText } from '../../redact.ts';
import { isPrivateOrigin } from '../private-origin.ts';
import type { LoadSpec } from '../sections/load.ts';
import type { Spec } from '../spec.ts';
import { allDeclared, complain, mustBeDeclared, type Complaint, type Names } from './complaint.ts';
import { names, type Declared } from './declared.ts';

/** Credentials in a spec would stand in every stored run of it. */
const SECRET_HEADERS =
  /^(authorization|proxy-authorization|cookie|x-api-key|x-amz-security-token)$/i;

/** What the load names, and whether it says all that sending it takes. */
export function loadComplaints(spec: Spec, declared: Declared): readonly Complaint[] {
  const { load } = spec;
  if (load === undefined) return [];
  const services = names(
    'service',
    'clusters declare',
    Object.entries(spec.clusters ?? {}).flatMap(([cluster, entry]) =>
      Object.keys(entry.services).map((name) => `${cluster}/${name}`),
    ),
  );
  return [
    ...testedComplaints(load),
    ...sendingComplaints(load),
    ...secretComplaints(load),
    ...workloadComplaints(spec, load, services),
    ...messageComplaints(spec, load, services, declared),
    ...scenarioComplaints(load),
    ...fuseComplaints(spec, load, declared),
    ...Object.entries(load.databasePools ?? {}).flatMap(([service, { aurora }]) => [
      ...mustBeDeclared(['load', 'databasePools', service], service, services),
      ...mustBeDeclared(['load', 'databasePools', service, 'aurora'], aurora, declared.aurora),
    ]),
  ];
}

function testedComplaints({ tested }: LoadSpec): readonly Complaint[] {
  return tested === undefined || Date.parse(tested.startedAt) < Date.parse(tested.endedAt)
    ? []
    : [complain(['load', 'tested', 'endedAt'], 'the load test ended before it started')];
}

/** Workloads and messages can be sent when it is said where to, and how much at most. */
function sendingComplaints(load: LoadSpec): readonly Complaint[] {
  return (['workloads', 'messages'] as const).flatMap((what) => {
    if (load[what] === undefined) return [];
    const path = ['load', what];
    return [
      ...(load.target === undefined
        ? [complain(path, `${what} need a target`, 'add load.target with the origin to send to')]
        : []),
      ...(load.limits === undefined
        ? [complain(path, `${what} need limits`, 'add load.limits: what no run may exceed')]
        : []),
    ];
  });
}

/** Messages change something, go to a queue that is declared, and hold nothing secret. */
function messageComplaints(
  spec: Spec,
  { target, messages = {} }: LoadSpec,
  services: Names,
  declared: Declared,
): readonly Complaint[] {
  const seen = new Set<string>();
  return Object.entries(messages).flatMap(
    ([name, { queue, bus, service, maxAgeSeconds, body }]) => {
      const path = ['load', 'messages', name];
      const isSecond = seen.has(queue);
      seen.add(queue);
      return [
        ...mustBeDeclared([...path, 'queue'], queue, declared.queues),
        ...mustBeDeclared([...path, 'service'], service, services),
        ...(bus === undefined
          ? []
          : mustBeDeclared([...path, 'bus', 'name'], bus.name, declared.buses)),
        ...(target?.writes === true
          ? []
          : [
              complain(
                path,
                'messages change something, and the target does not allow it',
                'add writes: true to load.target if they may',
              ),
            ]),
        ...(isSecond
          ? [complain([...path, 'queue'], `other messages of the load are taken from ${queue} too`)]
          : []),
        ...((maxAgeSeconds ?? spec.queues?.[queue]?.maxAgeSeconds) === undefined
          ? [
              complain(
                path,
                'the messages have no age that they may reach',
                'add maxAgeSeconds to them, or to their queue',
              ),
            ]
          : []),
        ...(redactText(body) === body
          ? []
          : [complain([...path, 'body'], 'a spec holds no credentials')]),
        ...(bus !== undefined && !isPassedOn(spec, bus.name, queue)
          ? [
              complain(
                [...path, 'bus', 'name'],
                `no rule of ${bus.name} has the queue ${queue} as a target`,
              ),
            ]
          : []),
        ...(bus !== undefined && !isObject(body)
          ? [complain([...path, 'body'], 'the detail of an event is a JSON object')]
          : []),
      ];
    },
  );
}

function isPassedOn({ buses }: Spec, bus: string, queue: string): boolean {
  return Object.values(buses?.[bus]?.rules ?? {}).some(({ targets }) =>
    targets.some((target) => target.queue === queue),
  );
}

function isObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}

function workloadComplaints(spec: Spec, load: LoadSpec, services: Names): readonly Complaint[] {
  return Object.entries(load.workloads ?? {}).flatMap(([name, workload]) => {
    const path = ['load', 'workloads', name];
    const { service, requestsPerSecond, peakRequestsPerSecond, slo, requests } = workload;
    const requestList = Object.entries(requests);
    return [
      ...mustBeDeclared([...path, 'service'], service, services),
      ...(peakRequestsPerSecond !== undefined && peakRequestsPerSecond < requestsPerSecond
        ? [
            complain(
              [...path, 'peakRequestsPerSecond'],
              'the peak is lower than the rate that it is the peak of',
            ),
          ]
        : []),
      ...(slo === undefined && spec.slo === undefined
        ? [complain(path, 'the workload has no objective', 'add slo to it, or to the spec')]
        : []),
      ...timeoutComplaints(load, name, slo ?? spec.slo),
      ...(requestList.length === 0
        ? [complain([...path, 'requests'], 'the workload has no request')]
        : []),
      ...requestList.flatMap(([request, { method, headers }]) => [
        ...(load.target?.writes !== true && !['GET', 'HEAD', 'OPTIONS'].includes(method)
          ? [
              complain(
                [...path, 'requests', request, 'method'],
                `${method} may change something, and the target does not allow it`,
                'add writes: true to load.target if it may',
              ),
            ]
          : []),
        ...Object.keys(headers ?? {})
          .filter((header) => SECRET_HEADERS.test(header))
          .map((header) =>
            complain(
              [...path, 'requests', request, 'headers', header],
              'a spec holds no credentials',
            ),
          ),
      ]),
    ];
  });
}

/** What is secret is not sent where others on the way can read it. */
function secretComplaints({ target }: LoadSpec): readonly Complaint[] {
  if (Object.keys(target?.headersFromEnvironment ?? {}).length === 0) return [];
  return isPrivateOrigin(target?.origin ?? '')
    ? []
    : [
        complain(
          ['load', 'target', 'headersFromEnvironment'],
          'headers from the environment are sent over https alone, or by http to this machine',
          'give the origin as https://…',
        ),
      ];
}

/** What is given up sooner than it may take would fail before it could be seen to be too slow. */
function timeoutComplaints(
  { target }: LoadSpec,
  workload: string,
  objective: { readonly p95Ms: number } | undefined,
): readonly Complaint[] {
  if (target === undefined || objective === undefined) return [];
  return target.timeoutMs > objective.p95Ms
    ? []
    : [
        complain(
          ['load', 'target', 'timeoutMs'],
          `requests of ${workload} are given up after ${target.timeoutMs} ms, and may take ${objective.p95Ms} ms`,
          'give them several times as long as the objective',
        ),
      ];
}

function scenarioComplaints({ scenarios }: LoadSpec): readonly Complaint[] {
  const ratios = scenarios?.ramp?.loadRatios;
  return ratios === undefined || ratios.includes(1)
    ? []
    : [
        complain(
          ['load', 'scenarios', 'ramp', 'loadRatios'],
          'the declared rate itself is not among the levels',
          'add 1: it is the level that is judged',
        ),
      ];
}

/** A queue that work goes through has messages whenever there is load. */
function fuseComplaints(
  { queues, buses }: Spec,
  { fuses }: LoadSpec,
  declared: Declared,
): readonly Complaint[] {
  const named = fuses?.deadLetterQueues ?? [];
  const path = ['load', 'fuses', 'deadLetterQueues'];
  const deadLetterQueues = new Set([
    ...Object.values(queues ?? {}).map(({ deadLetter }) => deadLetter?.queue),
    ...Object.values(buses ?? {})
      .flatMap(({ rules }) => Object.values(rules))
      .flatMap(({ targets }) => targets.map(({ deadLetterQueue }) => deadLetterQueue)),
  ]);
  return [
    ...allDeclared(path, named, declared.queues),
    ...named.flatMap((queue, index) =>
      deadLetterQueues.has(queue) || !declared.queues.names.has(queue)
        ? []
        : [
            complain(
              [...path, index],
              `no queue and no rule has ${queue} for its dead letters`,
              'a queue that work goes through has messages under any load; for its age or depth name an alarm',
            ),
          ],
    ),
    ...allDeclared(['load', 'fuses', 'databases'], fuses?.databases ?? [], declared.aurora),
  ];
}
