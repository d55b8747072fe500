import type { ReactElement } from 'react';
import type { RecordDetails } from '../../shared/api/records/record-details.ts';
import type { Dependency } from '../../shared/api/records/relations.ts';
import { escapeForTerminal } from '../../shared/text/escape-for-terminal.ts';
import { formatCount } from '../../shared/text/format-number.ts';
import { NoticeBar } from '../kit/notice-bar.tsx';
import { StateMark } from '../kit/state-mark.tsx';
import { useKnownUse } from '../state/workspace/use-known-use.ts';
import { plural } from '../text/plural.ts';
import { MoreList, RelatedRow, type Basis } from './related-list.tsx';
import { basisNote, inferredNeeds, noDependentsText, notPlacedText } from './relations-text.ts';
import { Section } from './section.tsx';

/** What a record needs, what needs it, and what shares its file. */
export function RecordRelations({ details }: { readonly details: RecordDetails }): ReactElement {
  const { relations } = details;
  const isUseKnown = useKnownUse();
  const { sources, depends_on, needed_by, inferred, derived, same_file } = relations;
  const direct = depends_on.dependencies.filter(({ depth }) => depth <= 1);
  const inferredBy = inferredNeeds(needed_by);
  return (
    <>
      {depends_on.cycle !== null && (
        <NoticeBar
          tone="danger"
          text={`These depend on each other in a circle: ${escapeForTerminal(depends_on.cycle.join(' → '))}`}
        />
      )}
      {sources.total > 0 && (
        <Section title="Source models" note={`${formatCount(sources.total)}, in feature order`}>
          <MoreList
            total={sources.total}
            empty=""
            rows={sources.sources.map(({ feature_index, target, status, record }) => (
              <Row
                key={`${feature_index} ${target}`}
                before={<span className="dim feature">{feature_index}</span>}
                dependency={{ target, status, record, depth: 1 }}
              />
            ))}
          />
        </Section>
      )}
      <Section title="Depends on" note={basisNote(depends_on.direct, inferred.total, derived.needs.total)}>
        <MoreList
          total={depends_on.direct + inferred.total + derived.needs.total}
          empty={derived.is_placed ? 'Nothing: it reads the input data.' : notPlacedText(details)}
          rows={[
            ...direct.map((dependency) => (
              <Row key={dependency.target} dependency={dependency} basis="written" />
            )),
            ...inferred.records.map((record) => (
              <RelatedRow key={record.key} record={record} isElsewhere basis="inferred" />
            )),
            ...derived.needs.records.map((record) => (
              <RelatedRow key={record.key} record={record} basis="derived" />
            )),
          ]}
        />
        {depends_on.total > depends_on.direct && (
          <p className="dim">{formatCount(depends_on.total)} written in all, with what those depend on.</p>
        )}
      </Section>
      <Section
        title="Needed by"
        note={basisNote(needed_by.total - inferredBy, inferredBy, derived.needed_by.total)}
      >
        <MoreList
          total={needed_by.total + derived.needed_by.total}
          empty={noDependentsText(details, isUseKnown(details.record.dataset))}
          rows={[
            ...needed_by.records.map((needing) => (
              <RelatedRow
                key={`${needing.key} ${needing.needs}`}
                record={needing}
                isElsewhere
                basis={needing.inferred ? 'inferred' : 'written'}
              />
            )),
            ...derived.needed_by.records.map((taking) => (
              <RelatedRow key={taking.key} record={taking} basis="derived" />
            )),
          ]}
        />
      </Section>
      <Section title="Same file" note={plural(same_file.total, 'other record')}>
        <MoreList
          total={same_file.total}
          empty="No other record uses the file."
          rows={same_file.records.map((record) => (
            <RelatedRow key={record.key} record={record} isElsewhere />
          ))}
        />
      </Section>
    </>
  );
}

/** A dependency: the record that it means, or that it means none or several. */
function Row({
  dependency: { target, status, record },
  before = null,
  basis = null,
}: {
  readonly dependency: Dependency;
  readonly before?: ReactElement | null;
  readonly basis?: Basis | null;
}): ReactElement {
  if (record !== null) return <RelatedRow record={record} before={before} basis={basis} />;
  return (
    <span className="row-link">
      {before}
      <StateMark state="dangling" text={status === 'ambiguous' ? 'several candidates' : 'not found'} />
      <span className="mono trunc" title={escapeForTerminal(target)}>
        {escapeForTerminal(target)}
      </span>
    </span>
  );
}
