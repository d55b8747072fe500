import { useMemo, useRef, useState, type ReactElement } from 'react';
import type { Overview } from '../../../shared/api/workspace/overview.ts';
import { formatBytes } from '../../../shared/text/format-number.ts';
import { useSize } from '../../kit/use-size.ts';
import { useWorkspace } from '../../state/workspace/use-workspace.ts';
import { datasetName } from '../../text/dataset-name.ts';
import { isolated } from '../../text/isolated.ts';
import { growthSeries } from './growth-series.ts';
import { growthShape, periodAt } from './growth-shape.ts';
import { GrowthTable } from './growth-table.tsx';
import { GrowthTip } from './growth-tip.tsx';

/** How the stored files grew, by dataset: an area each, and the same as a table for people who can't see it. */
export function GrowthChart({ growth }: { readonly growth: Overview['growth'] }): ReactElement {
  const box = useRef<HTMLDivElement>(null);
  const size = useSize(box);
  // The files of a database lie in folders that all datasets share.
  const isShared = useWorkspace().info.words.sources.includes('database');
  const series = useMemo(
    () => growthSeries(growth, isShared ? 'the store' : datasetName('')),
    [growth, isShared],
  );
  const shape = useMemo(() => (size === null ? null : growthShape(series, size)), [series, size]);
  const [pointed, setPointed] = useState<number | null>(null);
  const period = shape === null || pointed === null ? null : periodAt(series, shape, pointed);
  return (
    <section className="growth" aria-labelledby="growth-title">
      <h2 id="growth-title" className="trunc">
        Growth <span className="note">files still on disk, by the day they were written</span>
      </h2>
      <div
        ref={box}
        className="growth-chart"
        onPointerMove={(event) =>
          setPointed(event.clientX - event.currentTarget.getBoundingClientRect().left)
        }
        onPointerLeave={() => setPointed(null)}
      >
        {shape === null ? (
          size !== null && <p className="dim">No bytes on disk.</p>
        ) : (
          <svg aria-hidden>
            {shape.lines.map(({ at, value }) => (
              <g key={value}>
                <line x1={shape.left} x2={shape.right} y1={at} y2={at} />
                <text x={shape.left - 6} y={at + 4} textAnchor="end">
                  {value === 0 ? '0' : roundBytes(value)}
                </text>
              </g>
            ))}
            {shape.areas.map(({ name, path, middle, labelY }) => (
              <g key={name}>
                <path d={path}>
                  <title>{name}</title>
                </path>
                <line x1={shape.right + 1} x2={shape.right + 9} y1={middle} y2={labelY} />
                <text className="name" x={shape.right + 12} y={labelY + 4}>
                  {isolated(shortened(name))}
                </text>
              </g>
            ))}
            {shape.ticks.map(({ at, text }) => (
              <text key={text} x={at} y="100%" dy={-5} textAnchor="middle">
                {text}
              </text>
            ))}
          </svg>
        )}
        {shape !== null && size !== null && pointed !== null && period !== null && (
          <GrowthTip series={series} period={period} x={pointed} width={size.width} />
        )}
      </div>
      <GrowthTable series={series} />
    </section>
  );
}

/** A round number needs no zeros behind its point. */
function roundBytes(bytes: number): string {
  return formatBytes(bytes)
    .replace(/\.0+ /, ' ')
    .replace(/(\.\d*[1-9])0+ /, '$1 ');
}

/** As much of a name as stands beside its area; the area's tooltip has it whole. */
function shortened(name: string): string {
  const signs = Array.from(name);
  return signs.length > 11 ? `${signs.slice(0, 10).join('')}…` : name;
}
