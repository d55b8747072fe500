import type { ReactElement } from 'react';
import { StateMark } from '../parts/state-mark.tsx';
import type { Figure } from './figures.ts';

/** The totals on top of the overview, each a group with its exact number as tooltip. */
export function FigureList({ figures }: { readonly figures: readonly Figure[] }): ReactElement {
  return (
    <section className="figures" aria-label="Totals">
      {figures.map((figure) => (
        <div
          key={figure.id}
          className="figure"
          role="group"
          aria-label={figure.label}
          {...(figure.exact === null ? {} : { title: figure.exact })}
        >
          <span className="figure-label">
            {figure.id === 'orphans' && <StateMark state="orphan" text={null} />}
            {figure.id === 'missing' && <StateMark state="missing" text={null} />}
            {figure.label}
          </span>
          <span className="figure-value">{figure.value}</span>
          <span className="figure-detail">{figure.detail}</span>
        </div>
      ))}
    </section>
  );
}
