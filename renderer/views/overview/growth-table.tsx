import type { ReactElement } from 'react';
import type { GrowthUnit } from '../../../shared/api/workspace/growth.ts';
import { formatBytes } from '../../../shared/text/format-number.ts';
import type { GrowthSeries } from './growth-series.ts';
import { tableRows } from './growth-rows.ts';

/** The chart of growth for screen readers: the sums at some times, a column for each dataset. */
export function GrowthTable({
  unit,
  series,
}: {
  readonly unit: GrowthUnit;
  readonly series: readonly GrowthSeries[];
}): ReactElement {
  return (
    <div className="sr">
      <table>
        <caption>Bytes still on disk, by the {unit} until which they were written</caption>
        <thead>
          <tr>
            <th scope="col">Until</th>
            {series.map(({ name }) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {tableRows(unit, series).map(({ until, bytes }) => (
            <tr key={until}>
              <th scope="row">{until}</th>
              {series.map(({ name }, at) => (
                <td key={name}>{formatBytes(bytes[at] ?? 0)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
