import type { ReactElement } from 'react';
import { StateMark } from '../../kit/state-mark.tsx';
import { usePlace } from '../../state/route/use-place.ts';
import type { Figure } from './figures.ts';

/** The numbers on top of the overview, with the exact ones as tooltips. Each leads to what it counts. */
export function FigureList({ figures }: { readonly figures: readonly Figure[] }): ReactElement {
  const { href } = usePlace();
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
          {figure.leadsTo === null ? (
            <span>
              <FigureText figure={figure} />
            </span>
          ) : (
            <a href={href(figure.leadsTo)}>
              <FigureText figure={figure} />
            </a>
          )}
        </div>
      ))}
    </section>
  );
}

function FigureText({ figure }: { readonly figure: Figure }): ReactElement {
  return (
    <>
      <span className="figure-label">
        {figure.isAmiss && <StateMark state={figure.id === 'missing' ? 'missing' : 'orphan'} text={null} />}
        {figure.label}
      </span>
      <span className="figure-value">{figure.value}</span>
      <span className="figure-detail">{figure.detail}</span>
    </>
  );
}
