import type { UsualMap } from './usual-maps.ts';

/** Bounds that keep a hostile file from taking all memory or time, and what is taken beyond what `yaml.safe_load` takes. */
export interface YamlLimits {
  readonly maxBytes: number;
  /** Collections inside each other. PyYAML's own recursion ends between 300 and 500; real manifests have about ten. */
  readonly maxDepth: number;
  /** Keys, values and items of a document, estimated before it is read. */
  readonly maxNodes: number;
  /** The same for documents beyond the subset that PyYAML writes: their reader takes some 300 bytes a node. */
  readonly maxNodesBeyondSubset: number;
  /** Nodes that aliases repeat, and pairs that merge keys copy, in all. nirs4all writes neither. */
  readonly maxRepeatedNodes: number;
  /** Whether a key that stands twice in one map is refused; PyYAML takes the last. */
  readonly uniqueKeys: boolean;
  /**
   * Keys of the document's map below which the types of Python that PyYAML's plain dumper writes (`!!python/tuple`,
   * `!!python/object/apply:...`) are read as the plain nodes under them. Nothing is ever built from one.
   */
  readonly pythonTypesBelow: ReadonlySet<string>;
  /** Maps that most of the document consists of: they are read faster, and to nothing else than otherwise. */
  readonly usualMaps: readonly UsualMap[];
}

export const DEFAULT_LIMITS: YamlLimits = {
  maxBytes: 256 * 1024 * 1024,
  maxDepth: 100,
  maxNodes: 30_000_000,
  maxNodesBeyondSubset: 1_000_000,
  maxRepeatedNodes: 1_000_000,
  uniqueKeys: false,
  pythonTypesBelow: new Set(),
  usualMaps: [],
};

const SPACE = 32;
const NEWLINE = 10;

/** At least as many as the nodes of a document: line breaks, brackets, commas, and `-`, `:`, `?` before a blank. */
export function nodesAtMost(text: string): number {
  let nodes = 1;
  for (let at = 0; at < text.length; at++) {
    switch (text.charCodeAt(at)) {
      case 44: // ,
      case 91: // [
      case 123: // {
        nodes += 2;
        break;
      case NEWLINE:
      case 13:
        nodes++;
        break;
      case 45: // -
      case 58: // :
      case 63: {
        const following = text.charCodeAt(at + 1);
        if (following === SPACE || following === NEWLINE) nodes++;
        break;
      }
      default:
    }
  }
  return nodes;
}
