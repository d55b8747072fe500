import { CaretDownIcon, FlowsIcon } from '@blueprintjs/icons';
import type { ComponentProps, ReactElement } from 'react';
import { DropDown } from '../../../kit/drop-down.tsx';
import { PipelineList } from './pipeline-list.tsx';

/** The list of pipelines, where there is no room for it beside the picture. */
export function ListMenu(props: ComponentProps<typeof PipelineList>): ReactElement {
  return (
    <div className="graph-list-menu">
      <DropDown
        content={
          <div className="graph-list-pop">
            <PipelineList {...props} />
          </div>
        }
      >
        <button
          type="button"
          className="button quiet"
          aria-haspopup="dialog"
          aria-label="Pipelines"
          title="Pipelines"
        >
          <FlowsIcon size={14} />
          <CaretDownIcon size={12} />
        </button>
      </DropDown>
    </div>
  );
}
