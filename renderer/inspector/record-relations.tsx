import type { ReactElement } from 'react';
import type { RecordDetails } from '../../shared/api/records/record-details.ts';
import type { Dependency } from '../../shared/api/records/relations.ts';
import { escapeForTerminal } from '../../shared/text/escape-for-terminal.ts';
import { formatCount } from '../../shared/text/format-number.ts';
import { NoticeBar } from '../kit/notice-bar.tsx';
import { StateMark } from '../kit/state-mark.tsx';
import { plural } from '../text/plural.ts';
import { MoreList, RelatedRow } from './related-list.tsx';
import { Section } from './section.tsx';

/** What a record needs, what needs it, and what shares its file. */
export function RecordRelations({
  details: { relations },
}: {
  readonly details: RecordDetails;
}): ReactElement {
  const { sources, depends_on, needed_by, same_file } = relations;
  const direct = depends_on.dependencies.filter(({ depth }) => depth <= 1);
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
      <Section
        title="Depends on"
        note={`${formatCount(depends_on.direct)} direct, ${formatCount(depends_on.total)} in all`}
      >
        <MoreList
          total={depends_on.direct}
          empty="Nothing: it reads the input data."
          rows={direct.map((dependency) => (
            <Row key={dependency.target} dependency={dependency} />
          ))}
        />
      </Section>
      <Section title="Needed by" note={formatCount(needed_by.total)}>
        <MoreList
          total={needed_by.total}
          empty="Nothing depends on it."
          rows={needed_by.records.map((record) => (
            <RelatedRow key={`${record.key} ${record.needs}`} record={record} isElsewhere />
          ))}
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
}: {
  readonly dependency: Dependency;
  readonly before?: ReactElement | null;
}): ReactElement {
  if (record !== null) return <RelatedRow record={record} before={before} />;
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
