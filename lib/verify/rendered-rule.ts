import type { Rendered } from '../rendered';

/** A broken rule: something rendered that does not work, or is not safe. */
export interface RenderedFinding {
  /** Where it is: a file below the environment's folder and an object in it, or a stack and a logical id. */
  readonly place: string;
  /** What is wrong. */
  readonly reason: string;
  /** What would be right. */
  readonly remedy: string;
}

/**
 * A rule that the rendered files of every environment must follow.
 *
 * @example
 * const noLatestRule: RenderedRule = {
 *   id: 'no-latest',
 *   holds: 'no container runs the tag latest',
 *   findings: ({ objects }) =>
 *     podsIn(objects).flatMap((rendered) =>
 *       allContainers(rendered)
 *         .filter(({ image }) => image?.endsWith(':latest'))
 *         .map(({ name }) => ({
 *           place: describeObject(rendered.object),
 *           reason: `container ${name} runs the tag latest`,
 *           remedy: 'name a version',
 *         })),
 *     ),
 * };
 */
export interface RenderedRule {
  /** Name of the rule in kebab case, for reports. */
  readonly id: string;
  /** What must hold, in one sentence. */
  readonly holds: string;
  readonly findings: (rendered: Rendered) => readonly RenderedFinding[];
}
