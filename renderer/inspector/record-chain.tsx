import type { ReactElement } from 'react';
import type { RecordDetails } from '../../shared/api/records/record-details.ts';
import type { ChainGroup } from '../../shared/api/chains/way.ts';
import { escapeForTerminal } from '../../shared/text/escape-for-terminal.ts';
import { formatCount } from '../../shared/text/format-number.ts';
import { fieldText } from '../text/field-text.ts';
import { derivedChain } from './python-snippet.ts';
import { CopyButton } from './copy-button.tsx';
import { Section } from './section.tsx';
import { SelectLink } from './select-link.tsx';

type Stop = ChainGroup['stops'][number];

/** Operators that stand beside each other are named up to this many. */
const BESIDE = 3;

/** The way to a record from the first step on, one operator below the other; each selects what it stored. */
export function RecordChain({ details }: { readonly details: RecordDetails }): ReactElement {
  const { way, record } = details;
  const path = fieldText(record, 'chain_path');
  return (
    <Section
      title="Chain"
      actions={
        <>
          {way.length > 0 && <CopyButton what="whole chain" text={derivedChain(way)} />}
          {path !== '' && <CopyButton what="chain path" text={path} />}
        </>
      }
    >
      {way.length === 0 ? (
        <p className={path === '' ? 'dim' : 'mono wrap'}>{path === '' ? 'Not recorded.' : path}</p>
      ) : (
        <ol className="way">
          {way.map((group, at) => (
            <li key={at} className={at === way.length - 1 ? 'last' : undefined}>
              {group.stops.slice(0, BESIDE).map((stop, beside) => (
                <StopLine key={beside} stop={stop} isLast={at === way.length - 1} />
              ))}
              {group.count > BESIDE && (
                <span className="dim">and {formatCount(group.count - BESIDE)} more beside</span>
              )}
            </li>
          ))}
        </ol>
      )}
    </Section>
  );
}

function qualifier({ branch, source, substep }: Stop): string {
  return [
    ...(branch.length === 0 ? [] : [`br ${branch.join('.')}`]),
    ...(source === null ? [] : [`src ${source}`]),
    ...(substep === null ? [] : [`sub ${substep}`]),
  ].join(' · ');
}

function StopLine({ stop, isLast }: { readonly stop: Stop; readonly isLast: boolean }): ReactElement {
  const content = (
    <>
      <span className="step">{stop.step === null ? '' : `s${stop.step}`}</span>
      <span className="trunc">{stop.class === '' ? 'unknown operator' : escapeForTerminal(stop.class)}</span>
      <span className="qualifier">{qualifier(stop)}</span>
    </>
  );
  const look = stop.inferred ? 'stop inferred' : 'stop';
  if (stop.key === null || isLast) {
    return (
      <span className={look} title={stop.inferred ? 'Concluded, not written' : undefined}>
        {content}
      </span>
    );
  }
  return (
    <span className={look}>
      <SelectLink to={{ kind: 'record', key: stop.key }} isRow>
        {content}
      </SelectLink>
    </span>
  );
}
