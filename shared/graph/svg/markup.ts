import { escapeForTerminal } from '../../text/escape-for-terminal.ts';

const SIGNS: ReadonlyMap<string, string> = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
  ["'", '&#39;'],
]);

/**
 * Text of a workspace as text of XML: what could end an element or an attribute is escaped, what is invisible or turns the direction
 * is shown as its code, and the two signs that XML doesn't know become U+FFFD.
 */
export function xmlText(text: string): string {
  return escapeForTerminal(text)
    .replace(/[\ufffe\uffff]/g, '\ufffd')
    .replace(/[&<>"']/g, (sign) => SIGNS.get(sign) ?? '');
}

/** An attribute's value: text is escaped, numbers have two decimals at most. */
type Value = string | number;

/** An element with its attributes, in their order; `inner` is markup already. */
export function element(name: string, attributes: Readonly<Record<string, Value>>, inner = ''): string {
  const said = Object.entries(attributes)
    .map(
      ([key, value]) =>
        ` ${key}="${typeof value === 'number' ? Math.round(value * 100) / 100 : xmlText(value)}"`,
    )
    .join('');
  return inner === '' ? `<${name}${said}/>` : `<${name}${said}>${inner}</${name}>`;
}
