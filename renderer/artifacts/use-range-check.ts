import { useCallback, useRef } from 'react';
import type { RecordPlace } from '../../shared/api/parts.ts';
import { useConnections } from '../connection/use-connections.ts';
import { isChecked, withChecked, type Checked } from './checked.ts';
import type { ArtifactQuestion } from './use-artifact-rows.ts';

/** Rows of a question. */
const PAGE = 1000;

type CheckRange = (
  index: number,
  place: RecordPlace,
  isRange: boolean,
  checked: Checked,
  onChecked: (checked: Checked) => void,
) => void;

/** Checks or unchecks a row, or all from the last one to it, also those that are not loaded. */
export function useRangeCheck({ workspace, filter, sort, descending }: ArtifactQuestion): CheckRange {
  const { coreClient } = useConnections();
  const last = useRef<number | null>(null);
  const asked = JSON.stringify([filter, sort, descending]);
  return useCallback(
    (index, place, isRange, checked, onChecked) => {
      const from = last.current;
      last.current = index;
      if (!isRange || from === null) {
        onChecked(withChecked(checked, [place], !isChecked(checked, place)));
        return;
      }
      const first = Math.min(from, index);
      const count = Math.abs(from - index) + 1;
      const offsets = Array.from({ length: Math.ceil(count / PAGE) }, (_, at) => first + at * PAGE);
      void Promise.all(
        offsets.map((offset) =>
          coreClient.workspace.records({
            workspace,
            ...filter,
            sort,
            descending,
            offset,
            limit: Math.min(PAGE, first + count - offset),
          }),
        ),
      ).then((pages) => {
        const places = pages.flatMap(({ records }) => records);
        onChecked(withChecked(checked, places, true));
      });
    },
    // `asked` stands for what the question holds.
    // oxlint-disable-next-line react/exhaustive-deps
    [coreClient, workspace, asked],
  );
}
