import { escapeForTerminal } from '../../shared/text/escape-for-terminal.ts';
import { isolated } from './isolated.ts';

/** What people read as the name of a dataset; empty is what names none. */
export function datasetName(dataset: string): string {
  return dataset === '' ? 'No dataset' : isolated(escapeForTerminal(dataset));
}

/** The dataset before the name of a pipeline, as lists show it; nothing where there is none. */
export function datasetPrefix(dataset: string | null): string {
  return dataset === null ? '' : `${isolated(escapeForTerminal(dataset))} › `;
}
