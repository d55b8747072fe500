import type { ReactElement } from 'react';
import type { ImportBundle, ImportHead } from '../../../shared/api/import/import-plan.ts';
import { escapeForTerminal } from '../../../shared/text/escape-for-terminal.ts';
import { formatBytes } from '../../../shared/text/format-number.ts';
import { useImports } from '../../flows/import/use-imports.ts';
import { StateMark } from '../../kit/state-mark.tsx';
import { plural } from '../../text/plural.ts';

/** What a bundle says of itself. */
function saysOf({ steps, folds, pipeline_id: id, made_of: madeOf, reason }: ImportBundle): string {
  if (reason !== null) return escapeForTerminal(reason);
  const parts = [
    ...(steps === null ? [] : [plural(steps, 'step')]),
    ...(folds === 0 ? [] : [plural(folds, 'fold')]),
    ...(id === null
      ? []
      : [`made of ${escapeForTerminal(id)}, which is ${madeOf === null ? 'not here' : 'here'}`]),
  ];
  return parts.join(', ');
}

/** Why a bundle can't be copied; null where it can. */
function refusalOf({ can_take: canTake, status }: ImportBundle): string | null {
  if (canTake) return null;
  return status === 'same' ? 'It is here already' : 'It can’t be copied';
}

/** Bundles among what would be imported: shown as what they are, and copied whole where the user wants. */
export function BundleList({ head }: { readonly head: ImportHead }): ReactElement {
  const { takeBundles } = useImports();
  const { bundles } = head;
  const fresh = bundles.filter(({ status }) => status === 'new').length;
  return (
    <section className="import-left" aria-label="Bundles">
      <p>
        <b>{plural(bundles.length, 'bundle')}</b>: files of a pipeline packed anew, without record or hash. No
        pipeline is made of {bundles.length === 1 ? 'it' : 'them'}; what you check is copied whole.
      </p>
      {fresh > 1 && (
        <label className="import-bundles">
          <input
            type="checkbox"
            className="check"
            checked={bundles.every(({ status, taken }) => status !== 'new' || taken)}
            onChange={(event) => takeBundles(null, event.target.checked)}
          />
          Copy all {fresh} that are new
        </label>
      )}
      <ul className="import-bundle-list">
        {bundles.map((bundle) => (
          <li key={bundle.source}>
            <input
              type="checkbox"
              className="check"
              aria-label={`Copy ${escapeForTerminal(bundle.source)}`}
              title={refusalOf(bundle) ?? undefined}
              disabled={!bundle.can_take}
              checked={bundle.taken}
              onChange={(event) => takeBundles([bundle.item], event.target.checked)}
            />
            <StateMark state={bundle.status} text={null} />
            <span className="mono wrap">{escapeForTerminal(bundle.source)}</span>
            <span className="dim">
              {formatBytes(bundle.size_bytes)}, {saysOf(bundle)}, goes to {escapeForTerminal(bundle.target)}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
