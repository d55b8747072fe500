import type { ReactElement } from 'react';
import type { RecordDetails } from '../../shared/api/records/record-details.ts';
import { Fact, Facts, Section } from './section.tsx';
import { shapeFacts, traceFacts, type TraceFact } from './trace-facts.ts';

/** Parameters and shapes: what is known of the record's operator, whatever says it, and the execution trace of its step. */
export function TraceStep({ details: { record, step } }: { readonly details: RecordDetails }): ReactElement {
  const params = record.operator_parameters.flatMap(({ name, value }) => traceFacts(value, name));
  const config = step === null ? [] : traceFacts(step.config, 'configured');
  const shapes = step === null ? [] : shapeFacts(step.shapes);
  return (
    <>
      <Section title="Parameters">
        {params.length === 0 ? <p className="dim">None recorded.</p> : <FactList facts={params} />}
      </Section>
      {step !== null && (
        <Section title="Step" note="from the execution trace">
          <Facts>
            <Fact name="Operator">{step.operator_class || step.operator_type}</Fact>
            {step.branch_name !== '' && <Fact name="Branch">{step.branch_name}</Fact>}
            {step.duration_ms !== null && <Fact name="Took">{Math.round(step.duration_ms)} ms</Fact>}
            {shapes.map(([name, text]) => (
              <Fact key={name} name={`${name.slice(0, 1).toUpperCase()}${name.slice(1)} shape`}>
                {text}
              </Fact>
            ))}
          </Facts>
          {config.length > 0 && <FactList facts={config} />}
        </Section>
      )}
    </>
  );
}

function FactList({ facts }: { readonly facts: readonly TraceFact[] }): ReactElement {
  return (
    <Facts>
      {facts.map(([name, value]) => (
        <Fact key={name} name={name}>
          <span className="mono wrap">{value}</span>
        </Fact>
      ))}
    </Facts>
  );
}
