import type { ReactElement } from 'react';
import type { BesideStored, Usage } from '../../../shared/api/workspace/overview.ts';
import { exactBytes, formatBytes } from '../../../shared/text/format-number.ts';
import { plural } from '../../text/plural.ts';
import { useWorkspace } from '../../state/workspace/use-workspace.ts';
import { besideParts, usageParts } from './usage-parts.ts';

/** What the bytes on disk are used for: a bar, and below it each part in words and numbers. */
export function UsageBar({
  usage,
  beside,
}: {
  readonly usage: Usage;
  readonly beside: BesideStored | null;
}): ReactElement {
  const parts = usageParts(usage, useWorkspace().info.words.namer);
  return (
    <section className="usage" aria-label="What the bytes are used for">
      <div className="usage-bar" aria-hidden>
        {parts
          .filter(({ bytes }) => bytes > 0)
          .map(({ id, bytes }) => (
            <i key={id} className={`use-swatch ${id}`} style={{ flexGrow: bytes }} />
          ))}
      </div>
      <ul className="use-legend">
        {parts.map(({ id, text, meaning, bytes, files }) => (
          <li key={id} title={`${meaning}. ${exactBytes(bytes)} in ${plural(files, 'file')}.`}>
            <i className={`use-swatch ${id}`} aria-hidden />
            {text} <b>{formatBytes(bytes)}</b>
          </li>
        ))}
      </ul>
      {beside !== null && <Beside beside={beside} />}
    </section>
  );
}

/** A store takes more than the files that rows name; where manifests lie beside it, that both count as one is said. */
function Beside({ beside }: { readonly beside: BesideStored }): ReactElement {
  const { info } = useWorkspace();
  const parts = besideParts(beside).map(({ text, bytes }) => `${text} ${formatBytes(bytes)}`);
  const both = info.layout === 'both' ? 'Manifests and a store lie in this folder, as one workspace. ' : '';
  return <p className="use-beside">{`${both}Beside the stored files: ${parts.join(' · ')}`}</p>;
}
