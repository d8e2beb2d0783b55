import { parse } from 'yaml';
import { z } from 'zod';
import { compare } from '../../lib/review/comparison';
import { canonical } from '../../lib/review/difference';
import { review } from '../../lib/review/review';
import { reviewClasses, type ReviewClass } from '../../lib/review/review-finding';
import { reviewRules } from '../../lib/review/rules';
import { accessSchema, type CiApprovals } from '../../model/schema/access';
import { home } from '../home';
import type { GitRepository } from '../review/git-repository';
import { renderedVersions } from '../review/rendered-versions';
import { decidingPaths } from './deciding-paths';

const environmentSchema = z.looseObject({ access: z.unknown().optional() });

/** What the environment's file in a commit says about approvals; undefined if it says nothing, or cannot be read. */
export function approvalsIn(repository: GitRepository, commit: string, environment: string): CiApprovals | undefined {
  const text = repository.fileIn(commit, `${repository.path(home.environments)}/${environment}/environment.yaml`);
  return accessIn(text)?.ci?.approvals;
}

function accessIn(text: string | undefined): z.output<typeof accessSchema> | undefined {
  try {
    const { access } = environmentSchema.parse(parse(text ?? ''));
    return accessSchema.parse(access);
  } catch {
    // Nobody decides by a file that nobody can read.
    return undefined;
  }
}

/** What a change of the branch does that somebody must have approved, in a few words each; none if it is harmless. */
export function dangerousChanges(
  repository: GitRepository,
  environment: string,
  { before, after }: { readonly before: string; readonly after: string },
  above: ReviewClass,
): readonly string[] {
  const changed = repository.changedBelow(before, after, pathsFor(environment));
  const rendered = `rendered/${environment}/`;
  const deciding = changed.filter((file) => !file.startsWith(rendered)).map((file) => `changes ${file}`);
  const approvals = [before, after].map((commit) => canonical(approvalsIn(repository, commit, environment)));
  const deciders = approvals[0] === approvals[1] ? [] : ['changes who approves'];
  if (!changed.some((file) => file.startsWith(rendered))) return [...deciding, ...deciders];
  const versions = renderedVersions(repository, home.rendered, [{ commit: before }, { commit: after }]);
  const reviewed = review(
    versions
      .filter((each) => each.environment === environment)
      .map((each) => compare(environment, each.before, each.after)),
    reviewRules,
  );
  const found = reviewed.findings.filter((each) => reviewClasses.indexOf(each.class) < reviewClasses.indexOf(above));
  return [
    ...deciding,
    ...deciders,
    ...reviewed.unread.map(({ file, reason }) => `${file} ${reason}`),
    ...found.map(({ class: danger, subjects, what }) => `${danger}: ${subjects[0] ?? ''} ${what}`),
  ];
}

/** Whether everything that a change did to what decides and to what is rendered is as in another commit. */
export const isAsIn = (
  repository: GitRepository,
  environment: string,
  change: { readonly before: string; readonly after: string },
  head: string,
): boolean => areSame(repository, environment, change, change.after, head);

/** Whether a change was taken back: whether a later commit has all files of it as they were before. */
export const isTakenBack = (
  repository: GitRepository,
  environment: string,
  change: { readonly before: string; readonly after: string },
  later: readonly string[],
): boolean => later.some((commit) => areSame(repository, environment, change, change.before, commit));

/** Whether the files that a change touched are the same in two commits. */
function areSame(
  repository: GitRepository,
  environment: string,
  { before, after }: { readonly before: string; readonly after: string },
  one: string,
  other: string,
): boolean {
  const paths = [...pathsFor(environment), `environments/${environment}`];
  const differing = new Set(repository.changedBelow(one, other, paths));
  return !repository.changedBelow(before, after, paths).some((file) => differing.has(file));
}

/** Paths in the home of what decides and of what is rendered. */
const pathsFor = (environment: string): readonly string[] => [...decidingPaths, `rendered/${environment}`];
