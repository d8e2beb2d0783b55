import type { Rendered } from '../rendered';

/** Something rendered that would not work, or would not be safe. */
export interface RenderedFinding {
  /** Where it stands: a file below the environment's folder and an object in it, or a stack and a logical id. */
  readonly place: string;
  /** What is wrong. */
  readonly reason: string;
  /** What would be right. */
  readonly remedy: string;
}

/** What must hold for everything that is rendered for one environment, whichever it is. */
export interface RenderedRule {
  /** Kebab-case name of the rule, by which a report names it. */
  readonly id: string;
  /** What holds, in one sentence. */
  readonly holds: string;
  readonly findings: (rendered: Rendered) => readonly RenderedFinding[];
}
