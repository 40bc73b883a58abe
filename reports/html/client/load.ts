// Lets the charts of a load run be looked at more closely: a part of the time, and the values at a moment. Inlined with
// uPlot where a report has such charts; without it they are drawings beside tables.
import type UPlot from 'uplot';

declare const uPlot: typeof UPlot;

interface PanelData {
  readonly title: string;
  readonly log: boolean;
  readonly steps: boolean;
  readonly lines: readonly {
    readonly label: string;
    readonly tone: string;
    readonly dashes: string;
    readonly points: readonly (readonly [number, number | null])[];
  }[];
}

(() => {
  const HEIGHT = 260;
  /** Room for the longest value. */
  const AXIS_WIDTH = 70;
  /** As uPlot numbers it: how the scale of values is spread. */
  // eslint-disable-next-line @typescript-eslint/no-unsafe-enum-assignment -- its enum is one of types alone
  const LOGARITHMIC: UPlot.Scale.Distr = 3;

  for (const figure of document.querySelectorAll<HTMLElement>('figure[data-panels]')) {
    const caption = figure.querySelector('figcaption');
    const drawing = figure.querySelector<HTMLElement>(':scope > .scroll');
    if (caption === null || drawing === null) continue;
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = 'Zoom';
    button.setAttribute('aria-pressed', 'false');
    caption.append(' ', button);
    let plots: HTMLElement | null = null;
    button.addEventListener('click', () => {
      if (plots === null) {
        plots = plotsOf(figure, drawing.clientWidth);
        drawing.after(plots);
      } else {
        plots.remove();
        plots = null;
      }
      drawing.hidden = plots !== null;
      button.setAttribute('aria-pressed', String(plots !== null));
    });
  }

  function plotsOf(figure: HTMLElement, width: number): HTMLElement {
    const holder = document.createElement('div');
    holder.className = 'plots';
    const hint = document.createElement('p');
    hint.textContent = 'Drag to zoom in, double-click to see all of it.';
    holder.append(hint);
    const panels = JSON.parse(figure.dataset['panels'] ?? '[]') as readonly PanelData[];
    for (const panel of panels) {
      const lines = panel.lines.filter(({ points }) => points.length > 0);
      if (lines.length > 0) plot({ ...panel, lines }, figure.id, width, holder);
    }
    return holder;
  }

  function plot(
    { title, log, steps, lines }: PanelData,
    sync: string,
    width: number,
    holder: HTMLElement,
  ) {
    const data = uPlot.join(
      lines.map(({ points }) => [points.map(([x]) => x), points.map(([, y]) => y)]),
      // A gap is a null, and stays one.
      lines.map(() => [2, 2]),
    );
    const axis = { stroke: color('--quiet'), grid: { stroke: color('--rule'), width: 1 } };
    const paths = steps ? uPlot.paths.stepped?.({ align: 1 }) : undefined;
    new uPlot(
      {
        title,
        width,
        height: HEIGHT,
        cursor: { sync: { key: sync } },
        scales: { x: { time: false }, y: log ? { distr: LOGARITHMIC } : {} },
        axes: [axis, { ...axis, size: AXIS_WIDTH }],
        series: [
          { label: 'second' },
          ...lines.map(({ label, tone, dashes }) => ({
            label,
            stroke: color(`--${tone}`),
            width: 2,
            dash: dashes === 'none' ? [] : dashes.split(' ').map(Number),
            ...(paths === undefined ? {} : { paths }),
          })),
        ],
      },
      data,
      holder,
    );
  }

  function color(name: string): string {
    return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  }
})();
