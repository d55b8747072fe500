import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { RunningWork } from '../../../shared/api/deletion/clean-work.ts';
import { failureOf, isLostCall, type Failure } from '../../../shared/api/failure.ts';
import type { ImportHead, ImportProgress } from '../../../shared/api/import/import-plan.ts';
import type { OpenedSource } from '../../../shared/api/import/import-source.ts';
import { useConnections } from '../../state/connection/use-connections.ts';
import { useGo } from '../../state/route/use-place.ts';
import { workText } from '../../text/work-text.ts';
import type { Opening } from '../../state/opening/use-opening.ts';
import { dropFailureText, storeText } from './drop/drop-text.ts';
import { lookAt, unsentFiles } from './plan-loop.ts';
import type { ImportProblem, Imports, ImportWork } from './use-imports.ts';
import { useBug } from '../../kit/problems/use-bug.ts';

/** What stands for a call whose answer was lost with the connection. */
const LOST: Failure = { code: 'WORK_STOPPED', data: { reason: 'the connection to Stemma’s reader broke' } };

/** Makes the {@link Imports} of a window. Throws bugs while drawing. */
export function useImportsOf(workspace: string, running: RunningWork | null, opening: Opening): Imports {
  const { coreClient, coreQueries, hostClient, drops } = useConnections();
  const queries = useQueryClient();
  const go = useGo();
  const [opened, setOpened] = useState<OpenedSource | null>(null);
  const [planning, setPlanning] = useState<ImportProgress | null>(null);
  const [isOpening, setOpening] = useState(false);
  const [work, setWork] = useState<ImportWork | null>(null);
  const [problem, setProblem] = useState<ImportProblem | null>(null);
  const throwBug = useBug();
  const looking = useRef<AbortController | null>(null);
  const sent = useRef<AbortController | null>(null);
  const { data: current, error: askError } = useQuery(
    coreQueries.import.current.queryOptions({ input: { workspace } }),
  );

  const refresh = useCallback(
    () => queries.invalidateQueries({ queryKey: coreQueries.import.key() }),
    [queries, coreQueries],
  );

  /** Says why a call came to nothing. */
  const fail = useCallback(
    (error: unknown) => {
      const failure = failureOf(error) ?? (isLostCall(error) ? LOST : null);
      if (failure === null) throwBug(error);
      else setProblem({ kind: 'refused', failure });
    },
    [throwBug],
  );

  const look = useCallback(
    async (source: string, dataset?: string | null): Promise<ImportHead | null> => {
      looking.current?.abort();
      const controller = new AbortController();
      looking.current = controller;
      setProblem(null);
      try {
        const asked = { workspace, source, ...(dataset === undefined ? {} : { dataset }) };
        const head = await lookAt(coreClient, asked, controller.signal, (progress) => {
          if (looking.current === controller) setPlanning(progress);
        });
        await refresh();
        return head;
      } catch (error) {
        if (!controller.signal.aborted) fail(error);
        return null;
      } finally {
        if (looking.current === controller) {
          looking.current = null;
          setPlanning(null);
        }
      }
    },
    [coreClient, workspace, refresh, fail],
  );

  const open = useCallback(
    (ask: () => Promise<OpenedSource | null>) => {
      setProblem(null);
      setOpening(true);
      ask()
        .then(async (source) => {
          if (source === null) return;
          const { id, store } = source;
          if (store !== null && source.workspaces.includes(store)) {
            opening.open((host) => host.imports.openWorkspace({ id, name: store }));
            return;
          }
          if (store !== null) {
            go({ view: 'import', selection: null, tab: null });
            setProblem({ kind: 'said', text: storeText(store) });
            await hostClient.imports.close({ id });
            return;
          }
          setOpened(source);
          go({ view: 'import', selection: null, tab: null });
          await look(source.id);
        })
        .catch(fail)
        .finally(() => setOpening(false));
    },
    [go, look, fail, opening, hostClient],
  );

  const head = current?.head ?? null;
  const doApply = useCallback(
    async (plan: ImportHead): Promise<void> => {
      let chosen = plan;
      if (plan.chosen.unsent.files > 0) {
        if (drops === null) return;
        const controller = new AbortController();
        sent.current = controller;
        setWork({ kind: 'send', progress: null, isStopping: false });
        const paths = await unsentFiles(coreClient, { workspace, plan: plan.plan });
        const failure = await drops.send(plan.source, paths, {
          signal: controller.signal,
          onProgress: (progress) => setWork({ kind: 'send', progress, isStopping: false }),
        });
        if (failure !== null) {
          const text = dropFailureText(failure);
          if (text !== null) setProblem({ kind: 'said', text });
          return;
        }
        setWork({ kind: 'import', progress: null, isStopping: false });
        await hostClient.imports.open({ source: { kind: 'drop', drop: plan.source } });
        const again = await look(plan.source);
        if (again === null) return;
        const { missing, manifests, bundles } = again.chosen;
        const { chosen: before } = plan;
        if (missing !== before.missing || manifests !== before.manifests || bundles !== before.bundles)
          return setProblem({
            kind: 'said',
            text: 'Some of the files that were sent are not what their records say. Nothing was imported yet: look at what would be.',
          });
        chosen = again;
      }
      setWork({ kind: 'import', progress: null, isStopping: false });
      const told = await coreClient.import.apply({
        workspace,
        plan: chosen.plan,
        version: chosen.chosen.version,
      });
      for (;;) {
        const next = await told.next();
        if (next.done === true) break;
        const progress = next.value;
        setWork((now) => (now?.kind === 'import' ? { ...now, progress } : now));
      }
      setOpened(null);
      await refresh();
    },
    [coreClient, hostClient, drops, workspace, look, refresh],
  );

  // What was begun before the page was loaded anew goes on, and what another window looks at is looked at here too.
  const toFollow =
    current !== null && current !== undefined && current.head === null && current.result === null;
  const joined = toFollow || current?.planning === true ? current.source : null;
  const isIdle = planning === null && !isOpening && work === null && problem === null;
  useEffect(() => {
    if (joined !== null && isIdle && looking.current === null) void look(joined);
  }, [joined, isIdle, look]);
  useEffect(() => () => looking.current?.abort(), []);
  // Another window may have planned or imported meanwhile.
  const kind = running?.kind ?? null;
  useEffect(() => void refresh(), [kind, refresh]);

  const unknown = askError === null ? null : failureOf(askError);
  const told = useMemo<ImportProblem | null>(
    () => problem ?? (unknown === null ? null : { kind: 'refused', failure: unknown }),
    [problem, unknown],
  );
  const choose = useCallback(
    (choice: { items: number[] | null; taken: boolean; bundles?: boolean }) => {
      if (head === null) return;
      coreClient.import.choose({ workspace, plan: head.plan, ...choice }).then(() => refresh(), fail);
    },
    [head, coreClient, workspace, refresh, fail],
  );
  const imports = useMemo<Imports>(
    () => ({
      current,
      opened,
      planning,
      work,
      problem: told,
      busy:
        planning !== null || isOpening
          ? workText('plan-import')
          : work !== null
            ? workText('import')
            : running === null
              ? null
              : workText(running.kind),
      begin: (source) => open(() => hostClient.imports.open({ source })),
      choose: (what) => open(() => hostClient.imports.choose({ what })),
      again: () => {
        if (current !== null && current !== undefined) void look(current.source);
      },
      take: (items, taken) => choose({ items: items === null ? null : [...items], taken }),
      takeBundles: (items, taken) =>
        choose({ items: items === null ? null : [...items], taken, bundles: true }),
      nameDataset: (dataset) => {
        if (current !== null && current !== undefined) void look(current.source, dataset);
      },
      apply: () => {
        if (head === null) return;
        setProblem(null);
        doApply(head)
          .catch((error: unknown) => {
            fail(error);
            void refresh();
          })
          .finally(() => setWork(null));
      },
      stop: () => {
        sent.current?.abort();
        setWork((now) => (now === null ? now : { ...now, isStopping: true }));
        if (work?.kind !== 'import') return;
        void coreClient.clean.cancel({ workspace }).catch((error: unknown) => {
          if (!isLostCall(error)) throwBug(error);
        });
      },
      openWorkspace: (name) => {
        if (opened === null) return;
        const { id } = opened;
        opening.open((host) => host.imports.openWorkspace({ id, name }));
      },
      close: () => {
        looking.current?.abort();
        setOpened(null);
        setProblem(null);
        const source = current?.source;
        coreClient.import
          .close({ workspace })
          .then(async () => {
            if (source !== undefined) await hostClient.imports.close({ id: source });
            await refresh();
          })
          .catch(fail);
      },
      dismiss: () => setProblem(null),
    }),
    [
      current,
      opened,
      planning,
      work,
      told,
      isOpening,
      opening,
      running,
      head,
      open,
      look,
      choose,
      doApply,
      refresh,
      fail,
      throwBug,
      coreClient,
      hostClient,
      workspace,
    ],
  );
  return imports;
}
