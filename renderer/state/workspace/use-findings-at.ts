import { useQuery } from '@tanstack/react-query';
import type { Finding } from '../../../shared/api/workspace/findings.ts';
import { useConnections } from '../connection/use-connections.ts';
import { useWorkspace } from './use-workspace.ts';

const NONE: readonly Finding[] = [];

type ByPlace = ReadonlyMap<string, readonly Finding[]>;

/** Many rows ask of one list of findings. */
const known = new WeakMap<readonly Finding[], ByPlace>();

function byPlace(findings: readonly Finding[]): ByPlace {
  const already = known.get(findings);
  if (already !== undefined) return already;
  const found = new Map<string, Finding[]>();
  for (const finding of findings) {
    for (const place of new Set([finding.where, ...(finding.rows ?? [])])) {
      const there = found.get(place);
      if (there === undefined) found.set(place, [finding]);
      else there.push(finding);
    }
  }
  known.set(findings, found);
  return found;
}

/** What was found about something that lies at some places: the path of a manifest, file or folder, the id of a record, the name of a run. */
export function useFindingsAt(places: readonly (string | null)[]): readonly Finding[] {
  const { coreQueries } = useConnections();
  const { info, isReady } = useWorkspace();
  const { data } = useQuery(
    coreQueries.workspace.findings.queryOptions({ input: { workspace: info.id }, enabled: isReady }),
  );
  if (data === undefined || data.length === 0) return NONE;
  const map = byPlace(data);
  return [...new Set(places.flatMap((place) => (place === null ? [] : (map.get(place) ?? []))))];
}
