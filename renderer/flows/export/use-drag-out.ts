import { useCallback, useEffect, useRef } from 'react';
import { failureOf, isLostCall } from '../../../shared/api/failure.ts';
import { formatBytes } from '../../../shared/text/format-number.ts';
import { failureText } from '../../kit/problems/failure-text.ts';
import { useBug } from '../../kit/problems/use-bug.ts';
import { showToast } from '../../kit/toast.ts';
import { useConnections } from '../../state/connection/use-connections.ts';
import { usePlace } from '../../state/route/use-place.ts';
import { useKeyNames } from '../../state/use-key-names.ts';
import { useWorkspace } from '../../state/workspace/use-workspace.ts';
import { plural } from '../../text/plural.ts';
import { exportedName, type Exported } from './use-export.ts';

/** More bytes than these take longer to pack than anybody holds a button of the mouse. */
const MOST_DRAGGED = 200_000_000;

/** What begins when something is dragged out; null where nothing can be. */
export type DragOut = (what: Exported | null) => (() => void) | null;

/** So many archives stay, newest last: whoever took the one before may still be copying it. */
const MOST_KEPT = 2;

interface Packed {
  /** All that it follows from. */
  readonly key: string;
  readonly place: string;
}

/** Whether a button of the mouse is still down, from now on. */
function heldFromNow(): { readonly isHeld: () => boolean; readonly end: () => void } {
  const released = new AbortController();
  window.addEventListener('mouseup', () => released.abort(), { signal: released.signal, capture: true });
  return { isHeld: () => !released.signal.aborted, end: () => released.abort() };
}

/**
 * Drags pipelines out of the window of the desktop app, as an archive. It has to lie on the disk before the system takes it: it is packed when
 * the drag begins, and dragged once it is there; whoever let go by then drags it again, and does not wait. Throws bugs while drawing.
 */
export function useDragOut(): DragOut {
  const { coreClient, hostClient } = useConnections();
  const { isDesktop } = useKeyNames();
  const { workspace } = usePlace();
  const { revision } = useWorkspace();
  const throwBug = useBug();
  const packed = useRef<readonly Packed[]>([]);
  const packing = useRef<AbortController | null>(null);
  useEffect(() => () => packing.current?.abort(), []);

  const pack = useCallback(
    async (
      { selection, name }: Exported,
      key: string,
      controller: AbortController,
    ): Promise<string | null> => {
      const { signal } = controller;
      showToast(`Packing ${name}…`);
      const { place } = await hostClient.exports.stage({ name: exportedName(name) });
      let isPacked = false;
      try {
        const told = await coreClient.export.write(
          { workspace, selection, format: 'zip', place },
          { signal },
        );
        for (;;) {
          const next = await told.next();
          if (next.done === true) {
            isPacked = true;
            packed.current = [...packed.current, { key, place }];
            const lacking = next.value.lacking_count;
            if (lacking > 0) showToast(`${plural(lacking, 'stored file')} could not be taken along`);
            return place;
          }
          const { total_bytes: bytes } = next.value;
          if (bytes > MOST_DRAGGED) {
            controller.abort();
            showToast(`${formatBytes(bytes)} are too much to be dragged: export it instead`);
            return null;
          }
        }
      } finally {
        const over = isPacked ? packed.current.slice(0, -MOST_KEPT).map((one) => one.place) : [place];
        packed.current = packed.current.slice(-MOST_KEPT);
        for (const gone of over) void hostClient.exports.forget({ place: gone }).catch(() => undefined);
      }
    },
    [coreClient, hostClient, workspace],
  );

  return useCallback<DragOut>(
    (what) => {
      if (!isDesktop || what === null) return null;
      return () => {
        const key = JSON.stringify([workspace, revision, what]);
        packing.current?.abort();
        const controller = new AbortController();
        packing.current = controller;
        const { isHeld, end } = heldFromNow();
        const before = packed.current.find((one) => one.key === key)?.place;
        const dragged = async (): Promise<void> => {
          const place = before ?? (await pack(what, key, controller));
          if (place === null) return;
          if (isHeld()) await hostClient.exports.drag({ place });
          else showToast(`${what.name} is packed: drag it again`);
        };
        dragged()
          .catch((error: unknown) => {
            if (controller.signal.aborted || isLostCall(error)) return;
            // Where it is gone, it is packed anew the next time.
            packed.current = packed.current.filter((one) => one.key !== key);
            const failure = failureOf(error);
            if (failure === null) throwBug(error);
            else {
              const { title, advice } = failureText(failure);
              showToast(`${title} ${advice}`);
            }
          })
          .finally(end);
      };
    },
    [hostClient, isDesktop, pack, revision, throwBug, workspace],
  );
}
