import { committedBy, type Commits, type Person } from './person';

/** Who decides about a change, as the branch says it that the change was merged into, before the change. */
export type Deciders =
  | { readonly by: readonly string[] }
  /** Nobody approves, for a written reason. */
  | { readonly none: string }
  /** The environment's file says nothing about it. */
  | undefined;

/** A merge request as far as it decides whether a deploy may go on. */
export interface ApprovedRequest {
  readonly number: number;
  readonly author: Person;
  /** Commit that was merged. */
  readonly head: string;
  /** Each state that was pushed, oldest first, with the time when GitLab saw it. */
  readonly versions: readonly { readonly head: string; readonly at: string }[];
  /** Ids of whoever pushed to it. */
  readonly pushers: readonly number[];
  readonly commits: Commits;
  /** Approvals that stand, with their times; GitLab does not tell all of them. */
  readonly approvals: readonly { readonly person: Person; readonly at: string | undefined }[];
}

/** A change of the protected branch that somebody must have approved. */
export interface ChangeToApprove {
  readonly deciders: Deciders;
  /** @default it was pushed to the branch without one */
  readonly request?: ApprovedRequest;
  /** Whether everything that it changed on the branch is as it is in the head of the merge request. */
  readonly isAsApproved: boolean;
  /** Who started the job. */
  readonly starter: Person;
}

export type ApprovalVerdict = { readonly approvedBy: string } | { readonly refused: readonly string[] };

/** Decides whether somebody else, whom the home names, has approved what was merged, as it was merged. */
export function approvalVerdict({ deciders, request, isAsApproved, starter }: ChangeToApprove): ApprovalVerdict {
  if (deciders === undefined) return refused('the environment names nobody who may approve: access.ci.approvals');
  if ('none' in deciders) return { approvedBy: `nobody: ${deciders.none}` };
  if (request === undefined) {
    return refused('it was pushed without a merge request: take it back, and propose it as one');
  }
  const newest = request.versions.at(-1);
  if (newest?.head !== request.head) {
    return refused('what was merged is not what was pushed last: take it back, and propose it again');
  }
  if (!isAsApproved) {
    return refused('the merge made something else of it than its head: take it back, rebase, and have it approved');
  }
  const judged = request.approvals.map((approval) => ({
    ...approval,
    objections: objections(approval, request, deciders.by, starter, newest.at),
  }));
  const approval = judged.find((each) => each.objections.length === 0);
  if (approval !== undefined) return { approvedBy: approval.person.username };
  if (judged.length === 0) return refused(`nobody has approved it: one of ${deciders.by.join(', ')} may`);
  return refused(...judged.map((each) => `the approval of ${each.person.username} does not count: ${each.objections.join(', ')}`));
}

const refused = (...reasons: readonly string[]): ApprovalVerdict => ({ refused: reasons });

function objections(
  { person, at }: ApprovedRequest['approvals'][number],
  { author, pushers, commits }: ApprovedRequest,
  named: readonly string[],
  starter: Person,
  pushed: string,
): readonly string[] {
  const rows: readonly (readonly [boolean, string])[] = [
    [!named.includes(person.username), 'the environment does not name them'],
    [person.isBot, 'it is a bot'],
    [person.id === author.id, 'they have proposed it'],
    [pushers.includes(person.id) || committedBy(commits, person), 'they have written a part of it'],
    [person.id === starter.id, 'they have started this job'],
    [at === undefined, 'GitLab does not say when it was given'],
    // An equal time is no proof that it was given afterwards.
    [at !== undefined && !(Date.parse(at) > Date.parse(pushed)), 'it was given before the last push'],
  ];
  return rows.flatMap(([holds, words]) => (holds ? [words] : []));
}
