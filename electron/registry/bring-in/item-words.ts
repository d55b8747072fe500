import type { Manifest } from '../../../shared/domain/manifest.ts';
import type { ImportNote, ManifestWords } from './import-plan.ts';
import type { InPlace } from './met-manifest.ts';

/** What a manifest says of itself. */
export function wordsOf({ uid, pipelineId, createdAt }: Manifest): ManifestWords {
  return { uid, pipelineId, createdAt };
}

/** Why a manifest can't go to its place: what lies there. */
export function conflictText(manifest: Manifest, there: InPlace | null): string {
  if (there === null) return 'other files lie in its place';
  if (there.uid !== null && there.uid === manifest.uid)
    return `${there.path} is the same run of it with other content`;
  return rerunText(manifest, there);
}

/** That another run of the same pipeline is here, with both dates. */
export function rerunText({ createdAt }: Manifest, { path, created }: InPlace): string {
  const dates = `of ${created ?? 'no date'} here, of ${createdAt ?? 'no date'} there`;
  return `${path} is another run of the same pipeline: ${dates}`;
}

/** What the user should know of a manifest that is brought in. */
export function notesOf(
  { hasTraces, items }: Manifest,
  {
    isWhole,
    folds,
    isFound,
    pipeline,
    isRenumbered,
    isMade,
  }: {
    isWhole: boolean;
    folds: readonly number[];
    isFound: boolean;
    pipeline: 'brought' | 'derived' | 'none';
    isRenumbered: boolean;
    isMade: boolean;
  },
): ImportNote[] {
  const notes: ImportNote[] = [];
  if (!isWhole) notes.push('FILES_MISSING');
  else if (folds.length > 0) notes.push('FOLDS_MISSING');
  if (!isFound) notes.push('OTHER_RUN');
  if (items.some(({ artifactId }) => artifactId === null)) notes.push('ITEMS_WITHOUT_ID');
  if (!hasTraces) notes.push('NO_TRACES');
  if (pipeline === 'derived') notes.push('PIPELINE_DERIVED');
  if (pipeline === 'none') notes.push('NO_PIPELINE_FILE');
  if (isMade) notes.push('MANIFEST_MADE');
  if (isRenumbered) notes.push('RENUMBERED');
  return notes;
}
