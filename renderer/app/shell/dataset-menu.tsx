import { Menu, MenuItem } from '@blueprintjs/core';
import { CaretDownIcon, DatabaseIcon } from '@blueprintjs/icons';
import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { formatBytes } from '../../../shared/text/format-number.ts';
import { useConnections } from '../../state/connection/use-connections.ts';
import { datasetRows } from '../../views/overview/dataset-rows.ts';
import { DropDown } from '../../kit/drop-down.tsx';
import { usePlace } from '../../state/route/use-place.ts';
import { datasetName } from '../../text/dataset-name.ts';
import { useWorkspace } from '../../state/workspace/use-workspace.ts';

/** Chooses the dataset that all views and numbers are of. */
export function DatasetMenu(): ReactElement {
  const { coreQueries } = useConnections();
  const { isReady } = useWorkspace();
  const { workspace, place, go } = usePlace();
  const { data } = useQuery(
    coreQueries.workspace.stats.queryOptions({ input: { workspace }, enabled: isReady }),
  );
  const rows = data === undefined ? [] : datasetRows(data.by_dataset);
  const name = place.dataset === null ? 'All datasets' : datasetName(place.dataset);
  const choose = (dataset: string | null): void => go({ dataset });
  return (
    <DropDown
      content={
        <Menu aria-label="Dataset" className="long-menu">
          <MenuItem
            text="All datasets"
            label={data === undefined ? '' : formatBytes(data.totals.stored_bytes)}
            active={place.dataset === null}
            onClick={() => choose(null)}
          />
          {rows.map((row) => (
            <MenuItem
              key={row.name}
              text={datasetName(row.name)}
              label={formatBytes(row.bytes)}
              active={place.dataset === row.name}
              onClick={() => choose(row.name)}
            />
          ))}
        </Menu>
      }
    >
      <button
        type="button"
        className={place.dataset === null ? 'top-choice' : 'top-choice on'}
        aria-label={`Dataset: ${name}`}
        aria-haspopup="menu"
      >
        <DatabaseIcon size={14} />
        <span className="trunc">{name}</span>
        <CaretDownIcon size={14} />
      </button>
    </DropDown>
  );
}
