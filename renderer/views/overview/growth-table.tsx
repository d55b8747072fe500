import type { ReactElement } from 'react';
import { formatBytes } from '../../../shared/text/format-number.ts';
import type { GrowthSeries } from './growth-series.ts';
import { tableRows } from './growth-rows.ts';

/** The chart of growth for screen readers: the sums at some times, a column for each dataset. */
export function GrowthTable({ series }: { readonly series: readonly GrowthSeries[] }): ReactElement {
  return (
    <div className="sr">
      <table>
        <caption>Bytes still on disk, by the day until which they were written</caption>
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
          {tableRows(series).map(({ day, bytes }) => (
            <tr key={day}>
              <th scope="row">{day}</th>
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
