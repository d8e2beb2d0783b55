/** How a merge request came onto its branch. */
export interface Landing {
  readonly number: number;
  /** Commit of the branch with which it was merged: that of the merge, the squashed one, or its own head. */
  readonly landed: string;
  /** Its own commits. */
  readonly commitIds: readonly string[];
}

/** A step of the protected branch: from the commit before a merge request, or a pushed commit, to the one after it. */
export interface MergedChange<Request extends Landing> {
  readonly before: string;
  readonly after: string;
  /** @default it was pushed without a merge request */
  readonly request?: Request;
}

/**
 * Divides the commits of a branch into merge requests and pushed commits.
 *
 * @param from commit before the first
 * @param commits first parents of the newest commit, oldest first, and it
 * @param requests merged merge requests of the branch that any of the commits belongs to
 */
export function mergedChanges<Request extends Landing>(
  from: string,
  commits: readonly string[],
  requests: readonly Request[],
): readonly MergedChange<Request>[] {
  const changes: MergedChange<Request>[] = [];
  for (let end = commits.length - 1; end >= 0;) {
    const after = commits[end] ?? '';
    const request = requests.find(({ landed }) => landed === after);
    let begin = end;
    // Merged by a fast-forward: all of its commits are on the branch.
    while (begin > 0 && request?.commitIds.includes(after) === true && request.commitIds.includes(commits[begin - 1] ?? '')) {
      begin -= 1;
    }
    changes.unshift({ before: commits[begin - 1] ?? from, after, request });
    end = begin - 1;
  }
  return changes;
}
