import { escapeForTerminal } from '../../shared/text/escape-for-terminal.ts';

/** What people read as the name of a dataset; empty is what names none. */
export function datasetName(dataset: string): string {
  return dataset === '' ? 'No dataset' : escapeForTerminal(dataset);
}

/** The dataset before the name of a pipeline, as lists show it; nothing where there is none. */
export function datasetPrefix(dataset: string | null): string {
  return dataset === null ? '' : `${escapeForTerminal(dataset)} › `;
}
