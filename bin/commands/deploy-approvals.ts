import { approvalVerdict } from '../../lib/operations/forge/approvals/approval-verdict';
import { lastDeployed, runningJob } from '../../lib/operations/forge/approvals/gitlab-deployments';
import { GitlabRequests, type GitlabRequest } from '../../lib/operations/forge/approvals/gitlab-requests';
import { mergedChanges, type MergedChange } from '../../lib/operations/forge/approvals/merged-changes';
import { deployJobName } from '../../lib/operations/home/pipelines/deploy-jobs';
import { fileProblem } from '../../model/file-problem';
import { ProblemsError, throwProblems } from '../../model/problem';
import { approvalsIn, dangerousChanges, isAsIn, isTakenBack } from '../forge/dangerous-changes';
import { gitlabClients } from '../forge/gitlab-clients';
import { home } from '../home';
import { loadedEnvironment } from '../loaded-environment';
import { GitRepository } from '../review/git-repository';

/**
 * Refuses to deploy the commit that is checked out when a change since the last deploy is dangerous and nobody else has approved it as
 * it was merged.
 *
 * @throws ProblemsError with every such change
 * @throws ForgeError when GitLab does not tell
 */
export async function deployApprovals(name: string): Promise<void> {
  const { access } = loadedEnvironment(name).environment;
  const refuse = (file: string, reason: string, remedy: string) =>
    new ProblemsError([fileProblem(file, reason, remedy)]);
  if (access.ci === undefined) {
    throw refuse(
      `environments/${name}/environment.yaml`,
      'lets no pipeline deploy',
      'write access.ci, or deploy by hand',
    );
  }
  const { issuer, project, branches } = access.ci;
  const clients = gitlabClients(issuer);
  const path = `/projects/${encodeURIComponent(project)}`;
  const repository = new GitRepository(home.folder);
  const head = repository.commit('HEAD');
  const job = await runningJob(clients.job);
  if (job.branch === undefined || !branches.includes(job.branch) || job.commit !== head) {
    const reason = `runs for ${job.branch ?? 'a tag'} at ${job.commit}, and ${head} is checked out`;
    throw refuse('the job', reason, `run it on one of ${branches.join(', ')}, and check out what it runs for`);
  }
  const requests = new GitlabRequests(clients.reader, path);
  const starter = await requests.person(job.starter);
  const deployed = await lastDeployed(clients.reader, path, { environment: name, job: deployJobName(name), branches });
  const mainline = repository.firstParents(head);
  const since = deployed === undefined ? mainline.length - 2 : mainline.indexOf(deployed);
  if (deployed !== undefined && since < 0) {
    const reason = `does not follow ${deployed}, which is deployed`;
    throw refuse(head, reason, 'go back by a merge request that reverts, so that it is reviewed');
  }
  const commits = mainline.slice(since + 1);
  const changes = mergedChanges(mainline[since] ?? head, commits, await mergedRequests(requests, commits, branches));
  // What is there before the first deploy, nobody knows: what was merged last must be approved, whatever it does.
  const isFirst = deployed === undefined;
  const problems = changes.flatMap((change) => {
    const deciders = approvalsIn(repository, change.before, name);
    const above = deciders !== undefined && 'above' in deciders ? deciders.above : 'watch';
    const dangers = isFirst ? ['is the first deploy'] : dangerousChanges(repository, name, change, above);
    const label = change.after.slice(0, 10);
    if (dangers.length === 0) {
      console.log(`${label}: nothing to approve`);
      return [];
    }
    const isAsApproved = change.request !== undefined && isAsMerged(repository, name, change, change.request);
    const verdict = approvalVerdict({ deciders, request: change.request, isAsApproved, starter });
    if ('approvedBy' in verdict) {
      console.log(`${label}: approved by ${verdict.approvedBy}`);
      return [];
    }
    const later = commits.slice(commits.indexOf(change.after) + 1);
    if (!isFirst && isTakenBack(repository, name, change, later)) {
      console.log(`${label}: was not approved, and was taken back`);
      return [];
    }
    const [first = ''] = dangers;
    const more = dangers.length === 1 ? '' : ` and ${dangers.length - 1} more`;
    return [fileProblem(label, `${first}${more}`, verdict.refused.join('\n    '))];
  });
  throwProblems(problems);
}

async function mergedRequests(
  requests: GitlabRequests,
  commits: readonly string[],
  branches: readonly string[],
): Promise<readonly GitlabRequest[]> {
  const read = new Map<number, GitlabRequest>();
  for (const commit of commits) {
    for (const { number, landed } of await requests.merged(commit, branches)) {
      if (commits.includes(landed) && !read.has(number)) read.set(number, await requests.read(number, landed));
    }
  }
  return [...read.values()];
}

function isAsMerged(
  repository: GitRepository,
  environment: string,
  change: MergedChange<GitlabRequest>,
  { number, head }: GitlabRequest,
): boolean {
  repository.bring(head, `refs/merge-requests/${number}/head`);
  return isAsIn(repository, environment, change, head);
}
