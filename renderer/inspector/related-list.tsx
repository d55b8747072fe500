import { useState, type ReactElement, type ReactNode } from 'react';
import type { RelatedRecord } from '../../shared/api/records/relations.ts';
import { toldState } from '../../shared/domain/states.ts';
import { escapeForTerminal } from '../../shared/text/escape-for-terminal.ts';
import { formatBytes, formatCount } from '../../shared/text/format-number.ts';
import { StateMark } from '../kit/state-mark.tsx';
import { TypeMark } from '../kit/type-mark.tsx';
import { namedPipeline } from '../text/pipeline-text.ts';
import { relatedQualifier } from '../text/related-qualifier.ts';
import { SelectLink } from './select-link.tsx';

/** As many are shown before one asks for more. */
const FIRST = 8;

/** How it is known that one record needs another: a manifest says so, it follows from what one says, or the way shows it. */
export type Basis = 'written' | 'inferred' | 'derived';

const BASIS_TITLES: Readonly<Record<Basis, string>> = {
  written: 'Its record says so',
  inferred: 'Concluded, not written: a meta-model needs all folds of its source models',
  derived: 'Derived from the way of the data through the pipeline; it is not written down',
};

/** A record as a row that selects it. */
export function RelatedRow({
  record,
  before = null,
  isElsewhere = false,
  basis = null,
}: {
  readonly record: RelatedRecord;
  readonly before?: ReactNode;
  /** Whether it may be of another pipeline, which is then named. */
  readonly isElsewhere?: boolean;
  /** How it is known that the two belong together; null where that goes without saying. */
  readonly basis?: Basis | null;
}): ReactElement {
  const { key, manifest } = record;
  const name = record.class_name === '' ? (record.artifact_id ?? manifest) : record.class_name;
  return (
    <SelectLink to={{ kind: 'record', key }} isRow title={escapeForTerminal(manifest)}>
      {before}
      <TypeMark type={record.artifact_type} />
      {record.step !== null && <span className="step">s{record.step}</span>}
      <span className="trunc name">{escapeForTerminal(name)}</span>
      <span className="qualifier">{relatedQualifier(record)}</span>
      {isElsewhere && <span className="dim trunc">{namedPipeline(record)}</span>}
      <span className="grow" />
      {basis !== null && (
        <span className={basis === 'written' ? 'dim' : 'dim inferred'} title={BASIS_TITLES[basis]}>
          {basis}
        </span>
      )}
      {record.state === 'present' ? (
        <span className="dim r">{formatBytes(record.size_bytes)}</span>
      ) : (
        <StateMark state={toldState(record.state, record.unwritten)} />
      )}
    </SelectLink>
  );
}

/** Rows of which the first few are shown, then all that are known, then how many more there are. */
export function MoreList({
  rows,
  total,
  empty,
}: {
  readonly rows: readonly ReactElement[];
  readonly total: number;
  readonly empty: string;
}): ReactElement {
  const [isAll, setAll] = useState(false);
  if (total === 0) return <p className="dim">{empty}</p>;
  const shown = isAll ? rows : rows.slice(0, FIRST);
  const more = rows.length - shown.length;
  return (
    <>
      <ul className="related">
        {shown.map((row, at) => (
          <li key={row.key ?? at}>{row}</li>
        ))}
      </ul>
      {more > 0 && (
        <button type="button" className="link" onClick={() => setAll(true)}>
          Show {formatCount(more)} more
        </button>
      )}
      {more === 0 && total > rows.length && (
        <p className="dim">and {formatCount(total - rows.length)} more</p>
      )}
    </>
  );
}
