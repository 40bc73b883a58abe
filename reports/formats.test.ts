import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Report } from '../core/report.ts';
import { FORMATS } from './formats.ts';
import { renderTerminal, type TerminalOptions } from './terminal.ts';
import {
  hostileReport,
  hostileText,
  OBEYED,
  withoutOwnCommands,
  withoutStyles,
} from './testing/hostile.ts';
import { finding, reportOf } from './testing/reports.ts';

const options: TerminalOptions = {
  width: 80,
  color: false,
  ascii: false,
  verbosity: 'verbose',
  specText: null,
  reports: [],
  rerun: null,
  exitCode: 3,
};

const renderers = {
  ...Object.fromEntries(
    Object.entries(FORMATS).map(([name, { pieces }]) => [
      name,
      (report: Report) => [...pieces(report)].join(''),
    ]),
  ),
  terminal: (report) => renderTerminal(report, options),
  'narrow terminal': (report) => renderTerminal(report, { ...options, width: 40 }),
  'ASCII terminal': (report) => renderTerminal(report, { ...options, ascii: true }),
  'quiet terminal': (report) => renderTerminal(report, { ...options, verbosity: 'quiet' }),
} satisfies Record<string, (report: Report) => string>;

describe.each(Object.entries(renderers))('%s', (name, render) => {
  test('never holds what a terminal or a CI system would obey', () => {
    fc.assert(
      fc.property(hostileReport, (report) => {
        const made = render(report);
        const text = name === 'github' ? withoutOwnCommands(made) : made;
        const obeyed = Object.entries(OBEYED).filter(([, pattern]) => pattern.test(text));
        expect(obeyed.map(([what]) => what)).toEqual([]);
      }),
    );
  });

  test('is the same for the same report', () => {
    fc.assert(
      fc.property(hostileReport, (report) => {
        expect(render(structuredClone(report))).toBe(render(report));
      }),
      { numRuns: 20 },
    );
  });

  test('ends with the end of a line', () => {
    expect(render(reportOf([finding()]))).toMatch(/[^\n]\n$/);
  });
});

/** A list of findings for machines has no place for what is about none of them; Prometheus has a figure for it. */
const WITHOUT_ENDPOINT = ['gitlab', 'prometheus'];

test.each(Object.keys(renderers).filter((name) => !WITHOUT_ENDPOINT.includes(name)))(
  '%s says that a sandbox was asked instead of AWS',
  (name) => {
    const render = (renderers as Record<string, (report: Report) => string>)[name];
    const endpoint = 'http://sandbox.test:5000';
    const made = render?.(reportOf([finding()], { endpoint })).replaceAll('&#8203;', '');
    // However its lines are broken.
    expect(made?.replaceAll(/\s+/g, '')).toContain('sandbox.test:5000');
  },
);

test('a terminal with colours holds no other escapes than those of its styles', () => {
  fc.assert(
    fc.property(hostileReport, hostileText, (report, text) => {
      const drawn = renderTerminal(report, {
        ...options,
        color: true,
        specText: text,
        rerun: text,
        reports: [{ format: text, path: text }],
      });
      const plain = withoutStyles(drawn);
      for (const pattern of Object.values(OBEYED)) expect(plain).not.toMatch(pattern);
    }),
    { numRuns: 60 },
  );
});

test('an ASCII terminal holds ASCII alone', () => {
  fc.assert(
    fc.property(hostileReport, hostileText, (report, text) => {
      const drawn = renderTerminal(report, { ...options, ascii: true, specText: text });
      expect(drawn).toMatch(/^[\n\x20-\x7e]*$/);
    }),
    { numRuns: 60 },
  );
});

test('names of formats are lower case words, and their extensions have no dot', () => {
  for (const [name, { extension }] of Object.entries(FORMATS)) {
    expect(name).toMatch(/^[a-z]+$/);
    expect(extension).toMatch(/^[a-z]+$/);
  }
});
