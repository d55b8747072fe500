import { createContext, useCallback, useContext, useMemo, useRef, useState } from 'react';
import type { CleanSelection } from '../../../shared/api/deletion/clean-selection.ts';
import type { WorkProgress } from '../../../shared/api/deletion/clean-work.ts';
import type { ExportFormat, ExportResult } from '../../../shared/api/export/export-procedures.ts';
import { failureOf, isLostCall, type Failure } from '../../../shared/api/failure.ts';
import { formatBytes } from '../../../shared/text/format-number.ts';
import { saveUrl } from '../../kit/save-file.ts';
import { showToast } from '../../kit/toast.ts';
import { useConnections } from '../../state/connection/use-connections.ts';
import { plural } from '../../text/plural.ts';
import { useBug } from '../../kit/problems/use-bug.ts';

/** What is taken out, and what the file is called before its ending. */
export interface Exported {
  readonly selection: CleanSelection;
  readonly name: string;
}

/** Taking pipelines out, from wherever in the window it is asked for. One at a time. */
export interface Exporting {
  /** How far it is; null where nothing is written. */
  readonly work: { readonly progress: WorkProgress | null } | null;
  /** Why the last one came to nothing, or what could not be taken along; null where there is nothing to say. */
  readonly ended:
    | { readonly kind: 'refused'; readonly failure: Failure }
    | { readonly kind: 'lacking'; readonly result: ExportResult }
    | null;
  readonly start: (what: Exported, format: ExportFormat) => void;
  readonly cancel: () => void;
  readonly dismiss: () => void;
}

/** Holds the {@link Exporting} of the window. */
export const ExportContext = createContext<Exporting | null>(null);

/** Taking pipelines out, as the window does it. */
export function useExport(): Exporting {
  const exporting = useContext(ExportContext);
  if (exporting === null) throw new Error('There is no ExportContext around this component');
  return exporting;
}

/** As long as hosts take names of files; what they hold is made plain there. */
export function exportedName(name: string): string {
  return name.slice(0, 200) || 'export';
}

const LOST: Failure = { code: 'WORK_STOPPED', data: { reason: 'the connection to Stemma’s reader broke' } };

/** Makes the {@link Exporting} of a window. Throws bugs while drawing. */
export function useExportOf(workspace: string): Exporting {
  const { coreClient, hostClient } = useConnections();
  const [work, setWork] = useState<Exporting['work']>(null);
  const [ended, setEnded] = useState<Exporting['ended']>(null);
  const throwBug = useBug();
  const writing = useRef<AbortController | null>(null);

  const write = useCallback(
    async ({ selection, name }: Exported, format: ExportFormat, signal: AbortSignal): Promise<void> => {
      const target = await hostClient.exports.place({ name: exportedName(name), format });
      if (target === null) return;
      const { place, url } = target;
      setWork({ progress: null });
      let isWritten = false;
      try {
        const told = await coreClient.export.write({ workspace, selection, format, place }, { signal });
        for (;;) {
          const next = await told.next();
          if (next.done === true) {
            isWritten = true;
            const { pipelines, files, lacking_count: lacking } = next.value;
            if (url !== null) saveUrl(url);
            const what = `${plural(pipelines, 'pipeline')}, ${formatBytes(files.bytes)}`;
            showToast(url === null ? `Exported ${what}` : `${what} ready to save`);
            if (lacking > 0) setEnded({ kind: 'lacking', result: next.value });
            return;
          }
          const progress = next.value;
          setWork({ progress });
        }
      } finally {
        // In a browser it goes with the download that fetches it.
        if (url === null || !isWritten) void hostClient.exports.forget({ place }).catch(() => undefined);
      }
    },
    [coreClient, hostClient, workspace],
  );

  const start = useCallback<Exporting['start']>(
    (what, format) => {
      if (writing.current !== null) return;
      const controller = new AbortController();
      writing.current = controller;
      setEnded(null);
      write(what, format, controller.signal)
        .catch((error: unknown) => {
          if (controller.signal.aborted) return;
          const failure = failureOf(error) ?? (isLostCall(error) ? LOST : null);
          if (failure === null) throwBug(error);
          else setEnded({ kind: 'refused', failure });
        })
        .finally(() => {
          writing.current = null;
          setWork(null);
        });
    },
    [throwBug, write],
  );
  const cancel = useCallback(() => writing.current?.abort(), []);
  const dismiss = useCallback(() => setEnded(null), []);
  return useMemo(() => ({ work, ended, start, cancel, dismiss }), [work, ended, start, cancel, dismiss]);
}
