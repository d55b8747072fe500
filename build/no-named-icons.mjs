/**
 * Stands for Blueprint's loader of icons by their names, which brings the names and the paths of all 600. The window
 * imports the few that it shows as components, and hands Blueprint elements.
 *
 * @returns {import('vite').Plugin}
 */
export function noNamedIcons() {
  const id = '\0no-named-icons';
  return {
    name: 'stemma:no-named-icons',
    enforce: 'pre',
    resolveId: {
      filter: { id: /\/iconLoader(?:\.js)?$/ },
      handler: (_source, importer) => (importer?.includes('@blueprintjs/icons') === true ? id : null),
    },
    load: {
      filter: { id: /no-named-icons$/ },
      handler: () => `
        function refuse(icon) {
          throw new Error('Import the icon ' + String(icon) + ' as a component, and give Blueprint an element of it');
        }
        export const Icons = { load: refuse, getPaths: refuse, loadAll: refuse, setLoaderOptions: refuse };
      `,
    },
  };
}
