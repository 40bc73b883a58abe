import { expect, test } from '@jest/globals';
import { drawing, type Drawing } from './panel.ts';

const DRAWING: Drawing = {
  id: 'cpu',
  title: 'CPU',
  description: 'CPU went from 10 to 90 %.',
  xTitle: 'seconds',
  panels: [
    {
      title: 'CPU in percent',
      lines: [
        {
          label: 'average',
          tone: 'good',
          dashes: 'none',
          points: [
            [0, 10],
            [10, 50],
            [20, null],
            [30, 90],
            [40, 80],
          ],
        },
      ],
    },
  ],
};

function pathsOf(text: string): readonly string[] {
  return [...text.matchAll(/<path d="([^"]*)"/g)].map(([, path]) => path ?? '');
}

test('a value that was not measured is a gap in the line, not a zero', () => {
  const [path] = pathsOf(drawing(DRAWING).text);
  expect(path?.match(/M/g)).toHaveLength(2);
});

test('a line whose every value was not measured has neither a path nor a label', () => {
  const [panel] = DRAWING.panels;
  const lines = panel?.lines.map((line) => ({
    ...line,
    points: line.points.map(([x]) => [x, null] as const),
  }));
  const text = drawing({ ...DRAWING, panels: [{ title: 'CPU', lines: lines ?? [] }] }).text;
  expect(pathsOf(text)).toEqual(['']);
  expect(text).not.toContain('average');
});

test('a limit beyond every value is within the drawing, and what is within the window is shaded', () => {
  const [panel] = DRAWING.panels;
  const text = drawing({
    ...DRAWING,
    window: { from: 10, to: 30 },
    panels: [{ title: '', lines: panel?.lines ?? [], limit: { label: 'at most 200', value: 200 } }],
  }).text;
  const [, y = ''] = /y1="([\d.]+)" y2="[\d.]+" stroke="#B3261E"/.exec(text) ?? [];
  expect(Number(y)).toBeGreaterThanOrEqual(24);
  expect(Number(y)).toBeLessThan(60);
  // A quarter and three quarters of the 540 pixels from 62.
  expect(text).toContain('<rect x="197" y="24" width="270" height="150"');
});

test('on a logarithmic axis zero is at the foot, and the labels are 1, 2, 5, 10, …', () => {
  const text = drawing({
    ...DRAWING,
    panels: [
      {
        title: 'ms',
        scale: 'log',
        lines: [
          {
            label: 'p95',
            tone: 'good',
            dashes: 'none',
            points: [
              [0, 0],
              [1, 12],
              [2, 900],
            ],
          },
        ],
      },
    ],
  }).text;
  expect(pathsOf(text)[0]).toMatch(/^M62,174L/);
  expect([...text.matchAll(/text-anchor="end"[^>]*>([^<]*)</g)].map(([, label]) => label)).toEqual([
    '10',
    '20',
    '50',
    '100',
    '200',
    '500',
    '1000',
  ]);
});

test('labels of lines that end at the same place do not cover each other', () => {
  const points = [
    [0, 1],
    [1, 5],
  ] as const;
  const lines = ['one', 'two', 'three'].map((label) => ({
    label,
    tone: 'good' as const,
    dashes: 'none',
    points,
  }));
  const text = drawing({ ...DRAWING, panels: [{ title: '', lines }] }).text;
  const ys = [...text.matchAll(/y="([\d.]+)"[^>]*>(?:one|two|three)</g)].map(([, y]) => Number(y));
  expect(ys).toHaveLength(3);
  expect((ys[1] ?? 0) - (ys[0] ?? 0)).toBeGreaterThanOrEqual(13);
  expect((ys[2] ?? 0) - (ys[1] ?? 0)).toBeGreaterThanOrEqual(13);
});

test('labels at the foot are moved up, and not among the ticks of the axis', () => {
  const points = [
    [0, 0],
    [10, 0],
  ] as const;
  const lines = (['offered', 'failed', 'dropped'] as const).map((label) => ({
    ...({ label, tone: 'good', dashes: 'none' } as const),
    points:
      label === 'offered'
        ? ([
            [0, 9],
            [10, 9],
          ] as const)
        : points,
  }));
  const text = drawing({ ...DRAWING, panels: [{ title: '', lines }] }).text;
  const baselineOf = (label: string) =>
    Number(new RegExp(`y="([\\d.]+)"[^>]*>${label}</text>`).exec(text)?.[1]);
  // Beside the axis, where 0 is written, and above it.
  const [zero] = [...text.matchAll(/y="([\d.]+)"[^>]*>0<\/text>/g)].map(([, y]) => Number(y));
  expect(baselineOf('dropped')).toBe(zero);
  expect(baselineOf('failed')).toBe((zero ?? Number.NaN) - 13);
});
