import type { Event } from 'js-yaml';
import { YAMLException, parseEvents } from 'js-yaml';

import { Composer } from './composer.ts';
import type { YamlLimits } from './limits.ts';
import { PaddedText } from './padded-text.ts';
import { YamlProblem, explained } from './problem.ts';
import { checkStrictness } from './strictness.ts';

/** What PyYAML's reader refuses anywhere in a file (`reader.py`, NON_PRINTABLE). */
const NOT_ALLOWED = /[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;

/**
 * Reads a document of any YAML that PyYAML's safe loader takes. js-yaml finds the structure; what it takes
 * and PyYAML doesn't is refused after it, and values are made by PyYAML's rules. Throws {@link YamlProblem}
 * with offsets in `text`, which has been through {@link withNewlines}.
 */
export function readAllYaml(text: string, limits: YamlLimits): unknown {
  const special = NOT_ALLOWED.exec(text);
  if (special !== null) {
    const code = special[0].charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
    throw new YamlProblem('SYNTAX', explained(`non-printable character U+${code}`), special.index);
  }
  const padded = new PaddedText(text);
  try {
    const events = paddedEvents(padded, limits);
    checkStrictness(padded.text, events);
    return new Composer(padded.text, events, limits).compose();
  } catch (error) {
    if (!(error instanceof YamlProblem) || error.offset === null) throw error;
    throw new YamlProblem(error.code, error.message, padded.originalOffset(error.offset));
  }
}

/** The structure of a document as js-yaml sees it; throws {@link YamlProblem}. Offsets are those of `text`. */
export function paddedEvents(padded: PaddedText, limits: YamlLimits): readonly Event[] {
  for (;;) {
    try {
      // One more than the deepest collection: scalars count as a level for js-yaml.
      return parseEvents(padded.skeleton, { maxDepth: limits.maxDepth + 1 });
    } catch (error) {
      // More events than an array or a string of JavaScript holds.
      if (error instanceof RangeError)
        throw new YamlProblem('TOO_LARGE', 'The file is larger than Stemma can read.', null);
      if (!(error instanceof YAMLException)) throw error;
      const offset = error.mark?.position ?? null;
      if (error.reason.includes('maxDepth')) throw new YamlProblem('TOO_LARGE', tooDeep(limits), offset);
      if (offset === null || !padded.padAt(offset, error.reason))
        throw new YamlProblem('SYNTAX', explained(error.reason), offset);
    }
  }
}

/** The sentence for a document whose collections nest too deeply. */
function tooDeep(limits: YamlLimits): string {
  return `Lists and maps are nested more than ${limits.maxDepth} levels deep, which Stemma does not read.`;
}
