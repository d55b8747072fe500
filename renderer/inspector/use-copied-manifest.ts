import { failureOf, isLostCall } from '../../shared/api/failure.ts';
import { useConnections } from '../state/connection/use-connections.ts';
import { copyToClipboard } from '../kit/copy-to-clipboard.ts';
import { showToast } from '../kit/toast.ts';
import { usePlace } from '../state/route/use-place.ts';
import { plural } from '../text/plural.ts';

/** Lines of a question. */
const LINES = 2000;

/** Longer lines come cut, with `…` at their end. */
const LONGEST = 2000;

/** Copies the whole text of a manifest, of which the inspector shows a part. */
export function useCopiedManifest(manifest: string): () => void {
  const { coreClient } = useConnections();
  const { workspace } = usePlace();
  const copy = async (): Promise<void> => {
    const lines: string[] = [];
    for (let total = 1; lines.length < total;) {
      const page = await coreClient.workspace.manifest({
        workspace,
        manifest,
        first_line: lines.length + 1,
        line_count: LINES,
      });
      if (page.lines.length === 0) break;
      lines.push(...page.lines);
      total = page.line_count;
    }
    const isCut = lines.some((line) => line.length > LONGEST && line.endsWith('…'));
    const what = plural(lines.length, 'line');
    copyToClipboard(`${lines.join('\n')}\n`, isCut ? `${what}; very long ones are cut` : what);
  };
  return () =>
    void copy().catch((error: unknown) => {
      if (failureOf(error) === null && !isLostCall(error)) throw error;
      showToast('This file can’t be read');
    });
}
