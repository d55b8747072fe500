import { fail, ok } from '../domain/result.ts';
import type { Result } from '../domain/result.ts';
import { parseBranchPath } from './branch-path.ts';
import { readLabel } from './chain-label.ts';
import type { Chain, ChainNode } from './chain-node.ts';

/** Why a text is no chain. */
export interface ChainError {
  /** Index in the text, from 0, of the first thing that does not fit; the text's length where it ends too early. */
  readonly offset: number;
  /** A plain sentence for people. */
  readonly message: string;
}

/** A part that was read, and where the next begins. */
type Read<Part> = Result<{ readonly part: Part; readonly next: number }, ChainError>;

type Qualifiers = Pick<ChainNode, 'branchPath' | 'source' | 'substep'>;

/** In the order in which nirs4all writes them. */
const QUALIFIERS = ['br', 'src', 'sub'] as const;

/** A `+` belongs to the label only in a count, `SNV, MSC, Detrend... (+2)`; else it joins nodes. */
const LABEL = /(?: \(\+[1-9]\d*\)|[^>+[\]])+/y;

function error(offset: number, message: string): { readonly ok: false; readonly error: ChainError } {
  return fail({ offset, message });
}

function textAt(pattern: RegExp, text: string, offset: number): string {
  pattern.lastIndex = offset;
  return pattern.exec(text)?.[0] ?? '';
}

/** A number as it would be printed: no leading zeros, small enough to be exact. */
function readNumber(text: string, offset: number): Read<number> {
  const digits = textAt(/\d+/y, text, offset);
  if (digits === '') return error(offset, 'A number is expected here.');
  if (digits.length > 1 && digits.startsWith('0')) return error(offset, 'A number has no leading zeros.');
  const part = Number(digits);
  if (!Number.isSafeInteger(part)) return error(offset, 'This number is too large.');
  return ok({ part, next: offset + digits.length });
}

function readBranch(text: string, offset: number): Read<number[]> {
  const written = textAt(/[\d.]*/y, text, offset);
  const part = parseBranchPath(written);
  if (part === null || part.length === 0)
    return error(offset, 'A branch is numbers joined by dots, such as 0 or 0.1.');
  return ok({ part, next: offset + written.length });
}

/** Substep -1 is real: the splitter of a branch by metadata. No other number is negative. */
function readSubstep(text: string, offset: number): Read<number> {
  return textAt(/-1(?!\d)/y, text, offset) === ''
    ? readNumber(text, offset)
    : ok({ part: -1, next: offset + 2 });
}

function readQualifiers(text: string, open: number): Read<Qualifiers> {
  let found: Qualifiers = { branchPath: [], source: null, substep: null };
  let last = -1;
  let at = open + 1;
  for (;;) {
    const key = textAt(/[a-z]+(?==)/y, text, at);
    const order = QUALIFIERS.findIndex((known) => known === key);
    if (order < 0) return error(at, 'One of br=, src= or sub= is expected here.');
    if (order === last) return error(at, 'A qualifier is there twice.');
    if (order < last) return error(at, 'Qualifiers come in the order br, src, sub.');
    last = order;
    const start = at + key.length + 1;
    if (key === 'br') {
      const branch = readBranch(text, start);
      if (!branch.ok) return branch;
      found = { ...found, branchPath: branch.value.part };
      at = branch.value.next;
    } else {
      const number = key === 'sub' ? readSubstep(text, start) : readNumber(text, start);
      if (!number.ok) return number;
      found =
        key === 'sub' ? { ...found, substep: number.value.part } : { ...found, source: number.value.part };
      at = number.value.next;
    }
    const sign = text[at];
    if (sign === ']') return ok({ part: found, next: at + 1 });
    if (sign !== ',') return error(at, 'A comma or ] is expected here.');
    at += 1;
  }
}

function readNode(text: string, offset: number): Read<ChainNode> {
  if (text[offset] !== 's') return error(offset, 'A node is expected here, such as s1.MinMaxScaler.');
  const step = readNumber(text, offset + 1);
  if (!step.ok) return step;
  if (step.value.part === 0) return error(offset + 1, 'Steps count from 1.');
  if (text[step.value.next] !== '.')
    return error(step.value.next, 'A dot and a class name are expected after the step.');
  const start = step.value.next + 1;
  const label = textAt(LABEL, text, start);
  if (label === '') return error(start, 'A class name is expected here.');
  const parts = readLabel(label);
  if ('message' in parts) return error(start + parts.offset, parts.message);
  const end = start + label.length;
  let qualifiers: Qualifiers = { branchPath: [], source: null, substep: null };
  let next = end;
  if (text[end] === '[') {
    const read = readQualifiers(text, end);
    if (!read.ok) return read;
    qualifiers = read.value.part;
    next = read.value.next;
  }
  return ok({ part: { step: step.value.part, label, ...parts, ...qualifiers }, next });
}

/**
 * Reads a chain path, the whole of it: every node of a `+` group, and nothing that `printChain` would not
 * print back exactly, because the chain's hash, and so the artifact's id, depends on each character.
 */
export function parseChain(text: string): Result<Chain, ChainError> {
  if (text === '') return error(0, 'The chain is empty.');
  const groups: ChainNode[][] = [];
  let group: ChainNode[] = [];
  let at = 0;
  for (;;) {
    const node = readNode(text, at);
    if (!node.ok) return node;
    group.push(node.value.part);
    at = node.value.next;
    if (text[at] === '+') {
      at += 1;
      continue;
    }
    groups.push(group);
    if (at === text.length) return ok({ groups });
    if (text[at] !== '>') return error(at, 'Only > or + can follow a node.');
    group = [];
    at += 1;
  }
}
