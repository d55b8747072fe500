import type { CoreClient } from '../../../shared/api/client.ts';
import type { ImportHead, ImportProgress } from '../../../shared/api/import/import-plan.ts';

/** Looks at a source to the end, telling how far it is. */
export async function lookAt(
  client: CoreClient,
  input: { readonly workspace: string; readonly source: string; readonly dataset?: string | null },
  signal: AbortSignal,
  onProgress: (progress: ImportProgress) => void,
): Promise<ImportHead> {
  const told = await client.import.plan(input, { signal });
  for (;;) {
    const next = await told.next();
    if (next.done === true) return next.value;
    onProgress(next.value);
  }
}

/** Paths that are asked for at once. */
const PAGE = 1000;

/** All files of a drop that what is chosen needs and that were not sent yet. */
export async function unsentFiles(
  client: CoreClient,
  input: { readonly workspace: string; readonly plan: string },
): Promise<string[]> {
  const paths: string[] = [];
  for (;;) {
    const page = await client.import.unsent({ ...input, offset: paths.length, limit: PAGE });
    paths.push(...page.files.map(({ path }) => path));
    if (page.files.length === 0 || paths.length >= page.total) return paths;
  }
}
