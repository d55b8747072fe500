import { parse } from 'postcss';

/**
 * The components of Blueprint that the window shows, as their classes begin; test/page/weight.test.ts says when
 * one is missing. Dialogs bring a button to close them, menus an icon.
 */
export const usedComponents = [
  'button',
  'dialog',
  'heading',
  'icon',
  'menu',
  'overlay',
  'popover',
  'portal',
  'text',
];

/** Classes beside those of a component that change its looks; none of them begins as a component does. */
const modifiers = /^(?:active|align|dark|disabled|fill|fixed|focus|inline|minimal|small)(?:-|$)/;

/** An icon's own class draws it with a font of icons, which the window does not have: it draws them itself. */
const fontIcon = /^icon-(?!large$|muted$|standard$)/;

const className = /\.bp6-([\w-]+)/g;

/** @param {string} name a class without Blueprint's prefix */
function isUsed(name) {
  if (fontIcon.test(name)) return false;
  return modifiers.test(name) || usedComponents.some((used) => name === used || name.startsWith(`${used}-`));
}

/**
 * Leaves out the rules of Blueprint's stylesheet that nothing in the window has the classes for, nine tenths of it.
 *
 * @param {string} css
 * @returns {string}
 */
export function keepUsedRules(css) {
  const sheet = parse(css);
  sheet.walkRules((rule) => {
    const { parent } = rule;
    if (parent?.type === 'atrule' && 'name' in parent && parent.name.endsWith('keyframes')) return;
    const kept = rule.selectors.filter((selector) => {
      const positive = selector.replaceAll(/:not\([^)]*\)/g, '');
      return [...positive.matchAll(className)].every(([, name = '']) => isUsed(name));
    });
    if (kept.length === 0) rule.remove();
    else rule.selectors = kept;
  });
  return sheet.toString();
}

/**
 * Does so while Vite builds or serves.
 *
 * @returns {import('vite').Plugin}
 */
export function usedBlueprint() {
  return {
    name: 'stemma:used-blueprint',
    enforce: 'pre',
    transform: {
      filter: { id: /blueprintjs\/core\/lib\/css\/blueprint\.css$/ },
      handler: (code) => ({ code: keepUsedRules(code), map: null }),
    },
  };
}
