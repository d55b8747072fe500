import { ZoomInIcon, ZoomOutIcon, ZoomToFitIcon } from '@blueprintjs/icons';
import { useSyncExternalStore, type ReactElement } from 'react';
import { IconButton } from '../../kit/button.tsx';
import type { ViewStore } from './canvas/view-store.ts';

/** What can be done with the window on a picture. */
export interface ViewCommands {
  /** Larger (above 1) or smaller, around the middle. */
  readonly zoomBy: (factor: number) => void;
  readonly zoomTo: (zoom: number) => void;
  /** All of the picture. */
  readonly fit: () => void;
  /** Moves it by pixels of the window. */
  readonly panBy: (x: number, y: number) => void;
}

/** How much one step of the zoom is. */
export const ZOOM_STEP = 1.25;

/** How much there is in the picture, and its zoom. */
export function ZoomBar({
  note,
  store,
  commands,
}: {
  readonly note: string;
  readonly store: ViewStore;
  readonly commands: ViewCommands;
}): ReactElement {
  const percent = useSyncExternalStore(store.subscribe, () => Math.round((store.get()?.zoom ?? 1) * 100));
  return (
    <div className="graph-zoom">
      <span className="dim">{note}</span>
      <button
        type="button"
        className="button quiet r"
        title="Zoom to 100 %"
        aria-label={`Zoom: ${percent} %, to 100 %`}
        onClick={() => commands.zoomTo(1)}
      >
        {percent} %
      </button>
      <IconButton
        label="Zoom out  −"
        icon={<ZoomOutIcon size={14} />}
        onClick={() => commands.zoomBy(1 / ZOOM_STEP)}
      />
      <IconButton
        label="Zoom in  +"
        icon={<ZoomInIcon size={14} />}
        onClick={() => commands.zoomBy(ZOOM_STEP)}
      />
      <IconButton label="Fit  Shift 1" icon={<ZoomToFitIcon size={14} />} onClick={commands.fit} />
    </div>
  );
}
