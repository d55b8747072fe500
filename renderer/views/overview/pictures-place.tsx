import type { ReactElement } from 'react';
import type { Overview } from '../../../shared/api/workspace/overview.ts';
import { useDelayed } from '../../kit/use-delayed.ts';
import { plural } from '../../text/plural.ts';

/** What is there sooner says nothing before. */
const SILENT_MS = 300;

/**
 * Keeps the place of the map and its table, and says what they wait for.
 *
 * @param overview how much is to be divided; null where that is not known either
 */
export function SizesPlace({ overview }: { readonly overview: Overview | null }): ReactElement {
  const isLong = useDelayed(true, SILENT_MS);
  const what =
    overview === null
      ? 'Adding up what is stored…'
      : `Dividing ${plural(overview.stored.files, 'file')} among ${plural(overview.records, 'record')}…`;
  return (
    <>
      <section className="size-map" aria-label="Map of sizes" aria-busy>
        {isLong && <p className="dim">{what}</p>}
      </section>
      <section className="size-table" aria-label="Table of sizes" aria-busy />
    </>
  );
}

/** Keeps the place of what stands below them. */
export function FootPlace(): ReactElement {
  return (
    <>
      <div className="growth" />
      <div className="biggest" />
    </>
  );
}

/** Keeps the place of all pictures until their code is there. */
export function PicturesPlace(): ReactElement {
  return (
    <>
      <SizesPlace overview={null} />
      <FootPlace />
    </>
  );
}
