import type { SizeDivision } from '../../../shared/api/workspace/sizes.ts';

/** How the bytes can be divided, with what the choice says. */
export const DIVISIONS: readonly { readonly value: SizeDivision; readonly text: string }[] = [
  { value: 'dataset-type-class', text: 'Dataset › type › class' },
  { value: 'type-class', text: 'Type › class' },
  { value: 'pipeline', text: 'Pipeline' },
];

/** Reads the division from the address. */
export function readDivision(text: string | undefined): SizeDivision {
  return DIVISIONS.find(({ value }) => value === text)?.value ?? 'dataset-type-class';
}
