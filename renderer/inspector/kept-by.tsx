import type { ReactElement } from 'react';
import { escapeForTerminal } from '../../shared/text/escape-for-terminal.ts';
import type { KeepingManifests } from '../../shared/api/records/relations.ts';
import { plural } from '../text/plural.ts';
import type { LayoutName } from '../../shared/domain/layout-name.ts';
import { hasManifest } from '../kit/kept-in.ts';
import { MoreList } from './related-list.tsx';
import { Section } from './section.tsx';
import { SelectLink } from './select-link.tsx';

type Kind = keyof KeepingManifests['kinds'];

const KINDS: Readonly<Record<Kind, string>> = {
  run: 'pipeline',
  library: 'library entry',
  export: 'export',
  other: 'other manifest',
};

function kindText(kind: Kind, count: number): string {
  return kind === 'library' && count !== 1 ? `${count} library entries` : plural(count, KINDS[kind]);
}

/** Because of which manifests a file may not go. */
export function KeptBy({
  keepers: { kinds, manifests },
  empty,
  layout,
}: {
  readonly keepers: KeepingManifests;
  /** Said where there is none. */
  readonly empty: string;
  /** Of the file. */
  readonly layout: LayoutName;
}): ReactElement {
  const total = kinds.run + kinds.library + kinds.export + kinds.other;
  const parts = (['run', 'library', 'export', 'other'] as const).filter((kind) => kinds[kind] > 0);
  if (kinds.other > 0 && !hasManifest(layout)) {
    return (
      <Section title="Why kept">
        <p>
          <b>Named by a row that no chain uses.</b> nirs4all may use it again: storing the same bytes finds
          the row, and writes no file.
        </p>
      </Section>
    );
  }
  return (
    <Section title="Why kept">
      {total > 0 && (
        <p>
          <b>Named by {parts.map((kind) => kindText(kind, kinds[kind])).join(', ')}</b>
        </p>
      )}
      <MoreList
        total={total}
        empty={empty}
        rows={manifests.map(({ kind, manifest, run, pipeline_id, pipeline_name }) => {
          const name =
            kind === 'run' && run !== null
              ? `${run}/${pipeline_name ?? pipeline_id ?? manifest.split('/').at(-2) ?? ''}`
              : manifest;
          return kind === 'run' ? (
            <SelectLink
              key={manifest}
              to={{ kind: 'pipeline', manifest }}
              title={escapeForTerminal(manifest)}
            >
              {escapeForTerminal(name)}
            </SelectLink>
          ) : (
            <span key={manifest} className="mono wrap">
              {escapeForTerminal(name)}
            </span>
          );
        })}
      />
    </Section>
  );
}
