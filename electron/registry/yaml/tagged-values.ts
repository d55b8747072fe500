import { REFUSED, resolvePlain } from './plain-scalars.ts';

/** Where YAML's own types are named: `!!int` is this plus `int`. */
export const YAML_TYPES = 'tag:yaml.org,2002:';

const BOOLEANS = new Map<string, boolean>([
  ['yes', true],
  ['no', false],
  ['true', true],
  ['false', false],
  ['on', true],
  ['off', false],
]);
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;
const PLAIN_NUMBER = /^[-+]?[0-9]+(?:\.[0-9]*)?(?:[eE][-+]?[0-9]+)?$/;

/**
 * The value of a scalar with an explicit type, such as `!!int "5"`; {@link REFUSED} for types that PyYAML's
 * safe loader doesn't know, and for texts that are no such thing. Stricter than Python's conversions,
 * which take Base64 with wrong padding.
 */
export function taggedScalar(tag: string, text: string): unknown {
  if (!tag.startsWith(YAML_TYPES)) return REFUSED;
  switch (tag.slice(YAML_TYPES.length)) {
    case 'str':
      return text;
    case 'null':
      return null;
    case 'bool':
      return BOOLEANS.get(text.toLowerCase()) ?? REFUSED;
    case 'int':
      if (/^ +[-+]?[0-9]{1,15} *$/.test(text)) return Number(text);
      return /^[-+]?[0-9][0-9a-fA-FxX_:]*$/.test(text) ? ofKind(resolvePlain(text), 'integer') : REFUSED;
    case 'float':
      return PLAIN_NUMBER.test(text) ? Number(text) : ofKind(resolvePlain(text), 'number');
    case 'timestamp':
      return /^[0-9]{4}-[0-9]/.test(text) ? dateText(text) : REFUSED;
    case 'binary': {
      // Python skips what is no Base64 (`binascii.a2b_base64`), but refuses what is no ASCII.
      const compact = text.replace(/[^A-Za-z0-9+/=\x80-\uffff]/g, '');
      return BASE64.test(compact) ? new Uint8Array(Buffer.from(compact, 'base64')) : REFUSED;
    }
    default:
      return REFUSED;
  }
}

function ofKind(value: unknown, kind: 'integer' | 'number'): unknown {
  if (typeof value === 'number') return kind === 'number' || Number.isInteger(value) ? value : REFUSED;
  return kind === 'integer' && typeof value === 'string' && /^-?[0-9]+$/.test(value) ? value : REFUSED;
}

/** A date's own text; days and months may have one digit here, unlike in plain scalars. */
function dateText(text: string): unknown {
  const [date, year, month = '', day = ''] = /^([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})$/.exec(text) ?? [];
  if (date === undefined) return text.includes(':') ? resolvePlain(text) : REFUSED;
  return resolvePlain(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`) === REFUSED
    ? REFUSED
    : text;
}
