import { runnerJobImage } from '../../model/data/runner-release';
import { runnerNames, runnerNamespace } from '../../model/gitlab-names';
import type { GitLabDeclaration } from '../../model/schema/gitlab';
import type { Facts } from '../../model/facts';
import { missingStackFacts } from '../../model/stack-facts';
import { SecretStore } from '../base/secrets/external-secret';
import { NamespaceIsolation } from '../base/network/namespace-isolation';
import { pinnedImage } from '../base/pods/pinned-image';
import { applicationWaves } from '../base/delivery/sync';
import { ChartApplication } from '../platform/chart-application';
import { ComponentNamespace } from '../platform/component-namespace';
import { poolLabel } from '../platform/node-labels';
import type { GitLabRunnerConfigProps, GitLabRunnerPurpose } from '../services/gitlab/gitlab-runner-config';
import { RunnerPool, runnerValues } from '../services/gitlab/runner-pool';
import {
  clusterWideManifests,
  namespacedManifests,
  platformApplication,
  waitingApplication,
  type ClusterApplication,
  type Context,
} from './application';
import { gitFetchCacheHost } from './git-fetch-cache-host';
import { poolNamed, gitlabAvailability } from './gitlab';
import { operatorStacks } from './operator-stacks';

type Runner = GitLabDeclaration['runners'][number];

/**
 * An application for each runner of GitLab, with a namespace of its own; it also makes an application for the runner's Helm
 * chart.
 */
export function gitlabRunnersApplications(context: Context, facts: Partial<Facts>): readonly ClusterApplication[] {
  const { gitlab } = context.environment;
  if (gitlab === undefined) return [];
  const waitsFor = missingStackFacts(facts, [...operatorStacks, 'gitlab']);
  return gitlab.runners.map((runner) =>
    waitsFor.length > 0
      ? waitingApplication(context, runnerNamespace(runner.name), waitsFor)
      : runnerApplication(context, `https://${gitlab.host}`, runner),
  );
}

function runnerApplication(context: Context, gitlabUrl: string, runner: Runner): ClusterApplication {
  const { environment, names } = context;
  const name = runnerNamespace(runner.name);
  const { userNamespaces, runner: version, runnerImage } = gitlabAvailability(context);
  const { tokenSecret, secretsRole, cacheRole } = runnerNames(names, runner.name);
  const purpose = toPurpose(runner, context);
  const fetchCache = gitFetchCacheHost(environment);
  // Release builds fetch from GitLab directly, never from a cache.
  const cloneUrl = fetchCache !== undefined && purpose.kind === 'everybody' ? `https://${fetchCache}` : undefined;

  const clusterWide = clusterWideManifests(context, (chart) => {
    new ComponentNamespace(chart, 'namespace', {
      name,
      purpose: `CI jobs: runner ${runner.name}`,
      ciJobs: { pool: runner.pool },
      // Pod Security Standards know no user namespaces, so OpenShift's SecurityContextConstraints restrict root here.
      pods: userNamespaces
        ? { privileged: 'Jobs are root within user ids of their own, see nested-container' }
        : 'restricted',
    });
  });
  const namespaced = namespacedManifests(context, name, (chart) => {
    new NamespaceIsolation(chart, 'isolation');
    new SecretStore(chart, 'secrets', { roleArn: names.roleArn(...secretsRole) });
    new RunnerPool(chart, 'pool', {
      userNamespaces,
      remoteSecret: tokenSecret,
      roleArn: purpose.kind === 'everybody' ? names.roleArn(...cacheRole) : undefined,
      jobs: runner.jobs,
    });
  });
  const delivered = clusterWideManifests(context, (chart) => {
    const repository = `${runnerImage.registry}/${runnerImage.image}`;
    // The runner's chart joins the parts, so that the tag may have a digest.
    const tag = pinnedImage(chart, `${repository}:${runnerImage.tag}`).slice(repository.length + 1);
    new ChartApplication(chart, 'chart', {
      name: `${name}-chart`,
      description: `Runner ${runner.name}, from its makers’ chart`,
      chart: { repository: 'https://charts.gitlab.io', name: 'gitlab-runner', version },
      values: runnerValues({
        namespace: name,
        userNamespaces,
        purpose,
        jobImage: pinnedImage(chart, runnerJobImage),
        cloneUrl,
        ...runnerPlacement(runner, context),
        image: { ...runnerImage, tag },
        gitlabUrl,
        jobs: runner.jobs,
      }),
      namespace: name,
      clusterKinds: [],
      wave: applicationWaves.services,
      noBackupBecause: 'A job leaves everything with GitLab, and starts again',
    });
  });
  return platformApplication(
    context,
    {
      [`${name}/namespace.yaml`]: clusterWide,
      [`${name}/runner.yaml`]: namespaced,
      [`applications/${name}-chart.yaml`]: delivered,
    },
    {
      name,
      description: `CI jobs: runner ${runner.name}`,
      namespaces: [name],
      clusterKinds: [{ group: '', kind: 'Namespace' }],
      wave: applicationWaves.data,
    },
  );
}

function toPurpose({ purpose }: Runner, { environment, names }: Context): GitLabRunnerPurpose {
  return purpose === 'everybody'
    ? { kind: 'everybody', cache: { bucketName: names.bucket('runner-cache'), region: environment.region } }
    : { kind: 'releases', images: purpose.releases };
}

/**
 * Returns node selector and tolerations for jobs on the runner's pool.
 *
 * @throws Error when a taint of the pool has no value.
 */
function runnerPlacement(
  runner: Runner,
  { environment }: Context,
): Pick<GitLabRunnerConfigProps, 'nodeSelector' | 'tolerations'> {
  const { name, taints, architecture } = poolNamed(runner.pool, environment.cluster.pools);
  return {
    nodeSelector: { [poolLabel]: name, 'kubernetes.io/arch': architecture },
    tolerations: taints.map(({ key, value, effect }) => {
      if (value === undefined)
        throw new Error(`pool ${name}: give the taint ${key} a value, runners tolerate no other`);
      return { key, value, effect };
    }),
  };
}
