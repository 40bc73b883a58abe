import { denied, testCheck } from '../../core/testing/test-check.ts';
import check from './container-ports.ts';
import { containerArtifact, definitionArtifact, serviceSubject } from './testing/fixtures.ts';

type Ports = ReturnType<typeof containerArtifact>['ports'];
const mapped = (first: number, last = first, protocol: string | null = 'tcp') => ({
  first,
  last,
  protocol,
});
const running = (...containers: readonly [name: string, ports: Ports][]) => ({
  definitions: {
    'main/worker': definitionArtifact({
      containers: containers.map(([name, ports]) => containerArtifact({ name, ports })),
    }),
  },
});
const declaring = (containers: Readonly<Record<string, number[]>>) => ({
  declared: {
    ...serviceSubject().declared,
    task: {
      ...serviceSubject().declared.task,
      containers: Object.fromEntries(
        Object.entries(containers).map(([name, ports]) => [
          name,
          { image: 'worker:1', ports, logGroup: '/w' },
        ]),
      ),
    },
  },
});
const two = { worker: [8080, 9090], pooler: [6432] };
const MESSAGE = 'A container maps other ports than declared.';

testCheck(
  check,
  { ...serviceSubject(), ...declaring(two) },
  {
    pass: [
      {
        name: 'as declared, in another order',
        artifacts: running(['worker', [mapped(9090), mapped(8080)]], ['pooler', [mapped(6432)]]),
      },
      {
        name: 'without a protocol, which means TCP',
        artifacts: running(
          ['worker', [mapped(8080, 8080, null), mapped(9090, 9090, null)]],
          ['pooler', [mapped(6432, 6432, null)]],
        ),
      },
      {
        name: 'by a range',
        subject: declaring({ worker: [9002, 9000, 9001] }),
        artifacts: running(['worker', [mapped(9000, 9002)]]),
      },
      {
        name: 'none, as declared',
        subject: declaring({ worker: [] }),
        artifacts: running(['worker', []]),
      },
      {
        name: 'the ports of a container that nobody declared are not given',
        subject: declaring({ worker: [8080] }),
        artifacts: running(['worker', [mapped(8080)]], ['sidecar', null]),
      },
    ],
    fail: [
      {
        name: 'no revision in use',
        artifacts: { definitions: { 'main/worker': null } },
        message: 'The service runs no task definition.',
      },
      {
        name: 'a port is missing',
        artifacts: running(['worker', [mapped(8080)]], ['pooler', [mapped(6432)]]),
        message: MESSAGE,
        details: ['Container worker does not map port 9090.'],
      },
      {
        name: 'no port is mapped',
        subject: declaring({ worker: [8080] }),
        artifacts: running(['worker', []]),
        message: MESSAGE,
        details: ['Container worker does not map port 8080.'],
      },
      {
        name: 'a port that nobody declared',
        subject: declaring({ worker: [] }),
        artifacts: running(['worker', [mapped(22)]]),
        message: MESSAGE,
        details: ['Container worker maps 22/tcp, which nobody declared.'],
      },
      {
        name: 'a range with more than the declared ports',
        subject: declaring({ worker: [9005, 9001] }),
        artifacts: running(['worker', [mapped(9001, 9010)]]),
        message: MESSAGE,
        details: [
          'Container worker maps 9002-9004/tcp, which nobody declared.',
          'Container worker maps 9006-9010/tcp, which nobody declared.',
        ],
      },
      {
        name: 'another protocol',
        subject: declaring({ worker: [8080] }),
        artifacts: running(['worker', [mapped(8080, 8080, 'udp')]]),
        message: MESSAGE,
        details: [
          'Container worker does not map port 8080.',
          'Container worker maps 8080/udp, which nobody declared.',
        ],
      },
      {
        name: 'the port of another container',
        artifacts: running(['worker', [mapped(8080), mapped(9090), mapped(6432)]], ['pooler', []]),
        message: MESSAGE,
        details: [
          'Container worker maps 6432/tcp, which nobody declared.',
          'Container pooler does not map port 6432.',
        ],
      },
      {
        name: 'a container is not there',
        artifacts: running(['worker', [mapped(8080), mapped(9090)]]),
        message: MESSAGE,
        details: ['Container pooler is not there.'],
      },
      {
        name: 'a port is missing, and what another container maps is not given',
        artifacts: running(['worker', [mapped(8080)]], ['pooler', null]),
        message: MESSAGE,
        details: ['Container worker does not map port 9090.'],
      },
    ],
    unknown: [
      {
        name: 'AWS leaves out what a container maps',
        artifacts: running(['worker', [mapped(8080), mapped(9090)]], ['pooler', null]),
        message: 'AWS does not give the ports that a container maps.',
      },
    ],
    error: [
      {
        name: 'denied',
        artifacts: { definitions: { 'main/worker': denied('ecs:DescribeTaskDefinition') } },
        message: 'AWS denied ecs:DescribeTaskDefinition.',
      },
    ],
  },
);
