import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Report } from '../core/report.ts';
import { renderGithub } from './github.ts';
import { annotationOf } from './status-table.ts';
import { hostileReport } from './testing/hostile.ts';
import { EVERY_FINDING, finding, reportOf, WAIVER } from './testing/reports.ts';

interface Command {
  readonly kind: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly message: string;
}

/** A command as the runner reads it: https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs */
function commandOf(line: string): Command {
  const [, kind = '', words = '', message = ''] = /^::(\w+) ?(.*?)::(.*)$/.exec(line) ?? [];
  if (kind === '') throw new Error(`this is no command: ${line}`);
  const properties = words.split(',').map((word): [string, string] => {
    const at = word.indexOf('=');
    return [
      word.slice(0, at),
      unescaped(word.slice(at + 1))
        .replaceAll('%3A', ':')
        .replaceAll('%2C', ',')
        .replaceAll('%25', '%'),
    ];
  });
  return {
    kind,
    properties: Object.fromEntries(properties),
    message: unescaped(message).replaceAll('%25', '%'),
  };
}

function unescaped(text: string): string {
  return text.replaceAll('%0D', '\r').replaceAll('%0A', '\n');
}

function read(report: Report): readonly Command[] {
  return renderGithub(report).trimEnd().split('\n').map(commandOf);
}

test('a failure stands at the line of the spec, with what is declared and what is there', () => {
  const report = reportOf([
    finding({
      subject: 'main/api, 100%: b',
      status: 'fail',
      message: 'It is wrong.',
      expected: { share: '100%' },
      actual: { share: '50%' },
      spec: { path: '/clusters/main', line: 12, column: 3 },
    }),
  ]);
  expect(read(report)).toEqual([
    {
      kind: 'error',
      properties: { title: 'landfall smoke: NO-GO' },
      message: 'NO-GO: 1 fail',
    },
    {
      kind: 'error',
      properties: {
        file: 'spec.yaml',
        line: '12',
        title: 'fail (high): ecs/steady main/api, 100%: b',
      },
      message: 'It is wrong.\n- share: "100%"\n+ share: "50%"',
    },
  ]);
});

test('every status is an annotation as the table says', () => {
  for (const it of EVERY_FINDING) {
    const commands = read(reportOf([it]));
    const others = commands.filter(({ properties }) => 'line' in properties);
    const expected = annotationOf(it);
    expect(others.map(({ kind }) => kind)).toEqual(expected === null ? [] : [expected]);
  }
});

describe("the runner's limit of ten annotations of a kind", () => {
  const many = (count: number, facts: Parameters<typeof finding>[0]) =>
    Array.from({ length: count }, (_, at) =>
      finding({ subject: `main/${String(at).padStart(3, '0')}`, message: 'It is so.', ...facts }),
    );

  test('the worst are shown, and how many there are besides', () => {
    const commands = read(
      reportOf([
        ...many(20, { status: 'fail', severity: 'high' }),
        ...many(30, { status: 'fail', severity: 'medium' }),
        ...many(9, { status: 'fail', severity: 'low', waiver: WAIVER }),
        ...many(4, { status: 'fail', severity: 'critical' }),
        ...many(7, { status: 'error', severity: 'critical' }),
      ]),
    );
    const byKind = Map.groupBy(commands, ({ kind }) => kind);
    expect([...byKind].map(([kind, { length }]) => [kind, length])).toEqual([
      ['error', 10],
      ['warning', 10],
      ['notice', 9],
    ]);
    const titles = byKind.get('error')?.map(({ properties }) => properties['title']);
    expect(titles?.slice(0, 6)).toEqual([
      'landfall smoke: NO-GO',
      'fail (critical): ecs/steady main/000',
      'fail (critical): ecs/steady main/001',
      'fail (critical): ecs/steady main/002',
      'fail (critical): ecs/steady main/003',
      'fail (high): ecs/steady main/000',
    ]);
    expect(titles?.at(-1)).toBe('landfall: 23 more');
    expect(byKind.get('warning')?.at(-1)?.properties).toEqual({ title: 'landfall: 21 more' });
  });

  test('exactly as many as are shown need no word about more', () => {
    const commands = read(reportOf(many(9, { status: 'fail', severity: 'medium' })));
    expect(commands.filter(({ kind }) => kind === 'warning')).toHaveLength(9);
  });
});

test('without findings there is the verdict, as an error', () => {
  expect(read(reportOf([], { stopped: 'The account is another one.' }))).toEqual([
    {
      kind: 'error',
      properties: { title: 'landfall smoke: NOT PROVEN' },
      message: 'NOT PROVEN: nothing was judged\nstopped: The account is another one.',
    },
  ]);
});

test('whatever the names, each line is one command of ours and within the limits', () => {
  fc.assert(
    fc.property(hostileReport, (report) => {
      const commands = read(report);
      for (const { kind, properties } of commands) {
        expect(['error', 'warning', 'notice']).toContain(kind);
        expect(['title', 'file,line,title']).toContain(Object.keys(properties).join());
      }
      const kinds = Map.groupBy(commands, ({ kind }) => kind);
      expect(Math.max(...[...kinds.values()].map(({ length }) => length))).toBeLessThanOrEqual(10);
    }),
  );
});
