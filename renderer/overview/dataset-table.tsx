import type { ReactElement } from 'react';
import type { Statistics } from '../../shared/api/statistics.ts';
import { escapeForTerminal } from '../../shared/text/escape-for-terminal.ts';
import { exactBytes, formatBytes, formatCount } from '../../shared/text/format-number.ts';
import { datasetRows } from './dataset-rows.ts';

/** The datasets by size. Null while the first scan runs. */
export function DatasetTable({
  datasets,
}: {
  readonly datasets: Statistics['by_dataset'] | null;
}): ReactElement {
  return (
    <section className="datasets" aria-labelledby="datasets-title">
      <h2 id="datasets-title" className="section-title">
        Datasets
      </h2>
      <div className="scroller" role="group" aria-labelledby="datasets-title" tabIndex={0}>
        {datasets === null ? (
          <p className="dim pad">They are listed once the scan is complete.</p>
        ) : (
          <table className="plain-table">
            <thead>
              <tr>
                <th scope="col">Name</th>
                <th scope="col" className="r" aria-sort="descending">
                  Size ↓
                </th>
                <td className="bar-cell" />
                <th scope="col" className="r">
                  Files
                </th>
                <th scope="col" className="r">
                  Records
                </th>
                <th scope="col" className="r">
                  Saved
                </th>
              </tr>
            </thead>
            <tbody>
              {datasetRows(datasets).map((row) => (
                <tr key={row.name}>
                  <th scope="row" className="trunc" title={escapeForTerminal(row.name)}>
                    {escapeForTerminal(row.name)}
                  </th>
                  <td className="r" title={exactBytes(row.bytes)}>
                    {formatBytes(row.bytes)}
                  </td>
                  <td className="bar-cell">
                    <span className="bar" aria-hidden>
                      <i style={{ width: `${row.share * 100}%` }} />
                    </span>
                  </td>
                  <td className="r">{formatCount(row.files)}</td>
                  <td className="r">{formatCount(row.records)}</td>
                  <td className="r dim" title={exactBytes(row.saved)}>
                    {row.saved === 0 ? '–' : formatBytes(row.saved)}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </div>
    </section>
  );
}
