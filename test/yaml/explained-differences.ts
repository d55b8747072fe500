/** Why Stemma and PyYAML may differ on a recorded document: what the ids have in common. */
export interface Explained {
  readonly ids: readonly string[];
  readonly reason: string;
}

/** Stemma refuses these, PyYAML reads them. nirs4all writes nothing like it. */
export const STRICTER: readonly Explained[] = [
  {
    reason: 'A list or map that holds itself: whoever walks it would never end.',
    ids: [
      'anchors-24',
      'anchors-25',
      'anchors-26',
      'anchors-27',
      'anchors-28',
      'anchors-29',
      'anchors-30',
      'anchors-31',
      'anchors-176',
      'anchors-177',
      'anchors-178',
      'anchors-179',
    ],
  },
  {
    reason:
      "Keys that a JavaScript object can't hold apart (1 and '1', null and 'null'), or that only Python takes for one (1 and true).",
    ids: ['keys-7', 'keys-8', 'keys-9', 'keys-10', 'keys-13', 'keys-14', 'keys-19', 'keys-20'],
  },
  {
    reason: 'In [ ] and { }, YAML 1.1 takes `?a` for a key; YAML 1.2, and so js-yaml, for a text.',
    ids: [
      'words-289',
      'words-369',
      'flow-171',
      'flow-172',
      'flow-173',
      'flow-175',
      'flow-176',
      'flow-177',
      'flow-178',
      'flow-179',
      'flow-181',
    ],
  },
  {
    reason: 'js-yaml takes no lone dash as a text in [ ].',
    ids: ['numbers-534', 'flow-214', 'flow-215', 'flow-216', 'flow-218'],
  },
  {
    reason:
      'js-yaml counts the indentation of a document that is one block scalar with an indentation mark from another column.',
    ids: ['blocks-39', 'blocks-45', 'blocks-51', 'blocks-57', 'blocks-219'],
  },
  {
    reason: 'A colon right behind an anchor or alias: js-yaml takes it for part of the name.',
    ids: ['words-268', 'anchors-41', 'anchors-42', 'anchors-58', 'anchors-153', 'anchors-154'],
  },
  {
    reason:
      'A byte order mark at the start of a line inside a document, which js-yaml skips and PyYAML keeps.',
    ids: ['documents-36', 'documents-41'],
  },
  {
    reason: 'An indented --- is text to PyYAML and the start of a document to js-yaml.',
    ids: ['documents-206'],
  },
];

/** Stemma reads these, PyYAML raises or reads something else: there are none. */
export const MORE_LENIENT: readonly Explained[] = [];
