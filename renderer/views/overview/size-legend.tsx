import type { ReactElement } from 'react';
import type { SizeNode } from '../../../shared/api/workspace/sizes.ts';
import { TypeMark, typeLabel } from '../../kit/type-mark.tsx';
import { legendSigns } from './legend-signs.ts';

/** What the colours and shapes of the map mean. */
export function SizeLegend({ nodes }: { readonly nodes: readonly SizeNode[] }): ReactElement {
  return (
    <ul className="use-legend">
      {legendSigns(nodes).map((sign) => (
        <li key={sign.id}>
          {sign.kind === 'type' ? (
            // What stands beside it says the same.
            <span aria-hidden>
              <TypeMark type={sign.type} />
            </span>
          ) : (
            <i className={`use-swatch ${sign.swatch}`} aria-hidden />
          )}
          {sign.kind === 'type' ? typeLabel(sign.type) : sign.text}
        </li>
      ))}
    </ul>
  );
}
