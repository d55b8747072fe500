import { escapeForTerminal } from '../../shared/text/escape-for-terminal.ts';

/** What people read as the name of a dataset; empty is what names none. */
export function datasetName(dataset: string): string {
  return dataset === '' ? 'No dataset' : escapeForTerminal(dataset);
}
