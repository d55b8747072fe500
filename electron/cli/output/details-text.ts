import { escapeForTerminal } from '../../../shared/text/escape-for-terminal.ts';
import { formatBytes } from '../../../shared/text/format-number.ts';
import { recordKey } from '../../registry/index/record-key.ts';
import type { RecordName } from '../../registry/ask/records/record.ts';
import type { RecordDetails } from '../../registry/ask/records/show.ts';
import type { Page } from './page.ts';
import {
  branchOf,
  chainOf,
  classOf,
  nameOf,
  numberField,
  statedBytes,
  storedAt,
  textField,
} from './record-text.ts';
import { counted, facts } from './sections.ts';
import { fileTone } from './states.ts';
import { wayText } from './way-text.ts';
import { when } from './when.ts';

/** Manifests that are named singly; more are only counted. */
const NAMED = 3;

function foldsText(match: RecordDetails, page: Page): string {
  if (match.siblings.length === 0) return '';
  const folds = match.siblings.map(({ artifact_id: id }) => id?.slice(id.lastIndexOf(':') + 1) ?? '?');
  return `${folds.slice(0, 20).join(', ')}${folds.length > 20 ? ` and ${counted(folds.length - 20, 'more', page, 'more')}` : ''}`;
}

function keptText({ kept_by }: RecordDetails, page: Page): string {
  const manifests = [
    ...new Set(kept_by.map(({ kind, manifest }) => (kind === 'run' ? manifest : `${manifest} (${kind})`))),
  ];
  if (manifests.length === 0) return '';
  const named = manifests.slice(0, NAMED).map(escapeForTerminal).join(', ');
  const more = manifests.length - NAMED;
  return `${counted(kept_by.length, 'record', page)} in ${named}${more > 0 ? ` and ${page.count(more)} more` : ''}`;
}

function neededText(match: RecordDetails, page: Page): string {
  const own = match.kept_by.find((keeper) => recordKey(keeper) === recordKey(match));
  const needed = own?.needed_by ?? [];
  if (needed.length === 0) return '';
  const named = needed.slice(0, NAMED).map(escapeForTerminal).join(', ');
  return needed.length > NAMED ? `${named} and ${page.count(needed.length - NAMED)} more` : named;
}

/** Records that the derived way leads to, marked as such. */
function derivedText(records: readonly RecordName[], page: Page): string {
  if (records.length === 0) return '';
  const named = records
    .slice(0, NAMED)
    .map((record) => escapeForTerminal(record.artifact_id ?? recordKey(record)));
  const more = records.length - NAMED;
  return `${named.join(', ')}${more > 0 ? ` and ${page.count(more)} more` : ''} (derived)`;
}

function outputText({ derived }: RecordDetails, page: Page): string {
  return derived.needed_by.length === 0 ? '' : `taken by ${derivedText(derived.needed_by, page)}`;
}

function freesText({ frees, file_status: status, kept_by: keepers }: RecordDetails): string {
  if (frees.files > 0) return formatBytes(frees.bytes);
  if (status === 'missing' || status === 'outside') return '';
  if (keepers.length === 0 && status === 'present') {
    return 'nothing: native results go as a folder, once no run names it';
  }
  return keepers.length > 1
    ? 'nothing: other records use the file too'
    : 'nothing: the file has other names, or lies behind a link';
}

function sizeText(match: RecordDetails, page: Page): string {
  const bytes = statedBytes(match);
  if (bytes === null) return '';
  return `${formatBytes(bytes)} (${page.count(bytes)} ${bytes === 1 ? 'byte' : 'bytes'})`;
}

/** Maps and lists as one line of JSON; empty ones say nothing. */
function compact(value: unknown): string {
  if (typeof value !== 'object' || value === null || Object.keys(value).length === 0) return '';
  return escapeForTerminal(JSON.stringify(value));
}

function formatText(match: RecordDetails): string {
  return [textField(match, 'format'), textField(match, 'format_version')]
    .filter((text) => text !== '')
    .join(', ');
}

/** One record in full, for people. */
export function detailsText(match: RecordDetails, page: Page): string {
  const safe = escapeForTerminal;
  const chain = textField(match, 'chain_path');
  const custom = textField(match, 'custom_name');
  const shownChain = chainOf(match);
  const title = `${page.style('strong', safe(classOf(match)))}  ${safe(textField(match, 'artifact_type') || 'unknown type')}\n`;
  const list = [
    { name: 'Artifact', value: safe(nameOf(match)) },
    { name: 'Record', value: safe(recordKey(match)) },
    { name: 'Dataset', value: safe(match.dataset ?? '') },
    { name: 'Custom name', value: custom === classOf(match) ? '' : safe(custom) },
    { name: 'Chain', value: safe(shownChain) },
    { name: 'Chain path', value: shownChain === chain ? '' : safe(chain) },
    { name: 'Way', value: safe(wayText(match.way)) },
    { name: 'Step', value: numberField(match, 'step_index', 'step') },
    { name: 'Branch', value: safe(branchOf(match)) },
    { name: 'Source', value: numberField(match, 'source_index') },
    { name: 'Fold', value: numberField(match, 'fold_id') || (match['fold_id'] === null ? 'all' : '') },
    { name: 'Other folds', value: safe(foldsText(match, page)) },
    { name: 'File', value: safe(match.file ?? '') },
    {
      name: 'State',
      value: match.file_note === undefined ? match.file_status : `${match.file_status}: ${match.file_note}`,
      tone: fileTone(match.file_status),
    },
    { name: 'Size', value: sizeText(match, page) },
    { name: 'Hash', value: safe(textField(match, 'content_hash') || textField(match, 'hash')) },
    { name: 'Format', value: safe(formatText(match)) },
    { name: 'nirs4all', value: safe(textField(match, 'nirs4all_version')) },
    { name: 'Created', value: safe(when(storedAt(match), page)) },
    { name: 'Parameters', value: compact(match['params']) },
    { name: 'Depends on', value: compact(match['depends_on']) },
    { name: 'Fitted on', value: derivedText(match.derived.needs, page) },
    { name: 'Needed by', value: neededText(match, page) },
    { name: 'Its output', value: outputText(match, page) },
    { name: 'Kept by', value: keptText(match, page) },
    { name: 'Frees', value: freesText(match) },
  ];
  return title + facts(list, page);
}
