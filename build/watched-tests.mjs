import { BUILT_PROJECTS, PROJECTS, projectOf } from './test-projects.mjs';

/**
 * What `npm run test:watch` watches.
 *
 * @param {readonly string[]} asked projects, and words of the files that are meant; options go to vitest as they are
 * @param {readonly string[]} files all tests, as paths below the checkout
 * @returns {{ args: string[], rebuilt: string[] }} `args` for vitest; `rebuilt` are tests of what was built: they import
 *   little of what they test, so that any change of the product concerns them
 */
export function watched(asked, files) {
  const names = /** @type {readonly string[]} */ (PROJECTS);
  const projects = asked.filter((word) => names.includes(word));
  const rest = asked.filter((word) => !names.includes(word));
  const words = rest.filter((word) => !word.startsWith('-'));
  const meant = files.filter((file) => {
    const project = projectOf(file);
    const isInProject = projects.length === 0 || (project !== undefined && projects.includes(project));
    return isInProject && (words.length === 0 || words.some((word) => file.includes(word)));
  });
  const isBuilt = (/** @type {string} */ file) =>
    BUILT_PROJECTS.some((project) => project === projectOf(file));
  return {
    args: [...projects.flatMap((project) => ['--project', project]), ...rest],
    rebuilt: meant.filter(isBuilt),
  };
}
