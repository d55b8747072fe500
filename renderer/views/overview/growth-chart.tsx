import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo, useRef, useState, type ReactElement } from 'react';
import type { Growth } from '../../../shared/api/workspace/growth.ts';
import { formatBytes } from '../../../shared/text/format-number.ts';
import { useSize } from '../../kit/use-size.ts';
import { useConnections } from '../../state/connection/use-connections.ts';
import { useScope } from '../../state/workspace/use-scope.ts';
import { growthNote } from './growth-note.ts';
import { growthSeries } from './growth-series.ts';
import { growthShape, periodAt } from './growth-shape.ts';
import { GrowthTable } from './growth-table.tsx';
import { GrowthTip } from './growth-tip.tsx';

/** How the stored files grew, by dataset. */
export function GrowthPart(): ReactElement {
  const { coreQueries } = useConnections();
  const { scope, isReady } = useScope();
  const { data } = useQuery(
    coreQueries.workspace.growth.queryOptions({
      input: scope,
      enabled: isReady,
      placeholderData: keepPreviousData,
    }),
  );
  return data === undefined ? <div className="growth" aria-busy /> : <GrowthChart growth={data} />;
}

/** An area for each dataset, and the same as a table for people who can't see it. */
function GrowthChart({ growth }: { readonly growth: Growth }): ReactElement {
  const { unit } = growth;
  const box = useRef<HTMLDivElement>(null);
  const size = useSize(box);
  const series = useMemo(() => growthSeries(growth), [growth]);
  const shape = useMemo(() => (size === null ? null : growthShape(unit, series, size)), [unit, series, size]);
  const [pointed, setPointed] = useState<number | null>(null);
  const period = shape === null || pointed === null ? null : periodAt(series, shape, pointed);
  const note = growthNote(growth);
  return (
    <section className="growth" aria-labelledby="growth-title">
      <h2 id="growth-title" className="trunc" title={note}>
        Growth <span className="note">{note}</span>
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
              </g>
            ))}
            {shape.ticks.map(({ at, text }) => (
              <text key={at} x={at} y="100%" dy={-5} textAnchor="middle">
                {text}
              </text>
            ))}
          </svg>
        )}
        {shape?.areas.map(({ name, labelY }) => (
          <bdi
            key={name}
            className="growth-name trunc"
            title={name}
            style={{ left: shape.right + 12, top: labelY }}
            aria-hidden
          >
            {name}
          </bdi>
        ))}
        {shape !== null && size !== null && pointed !== null && period !== null && (
          <GrowthTip unit={unit} series={series} period={period} x={pointed} width={size.width} />
        )}
      </div>
      <GrowthTable unit={unit} series={series} />
    </section>
  );
}

/** A round number needs no zeros behind its point. */
function roundBytes(bytes: number): string {
  return formatBytes(bytes)
    .replace(/\.0+ /, ' ')
    .replace(/(\.\d*[1-9])0+ /, '$1 ');
}
