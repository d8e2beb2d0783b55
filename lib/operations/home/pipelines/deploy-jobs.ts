import type { Environment } from '../../../../model/environment';
import { resourceNames } from '../../../../model/naming';
import type { PipelineSection } from './pipeline-sections';

/** Name of the pipeline's job that deploys an environment: deployments that count as such are of this job. */
export const deployJobName = (environment: string): string => `deploy ${environment}`;

/**
 * Jobs of GitLab that deploy an environment whose file lets pipelines deploy; none otherwise. The first shows the change sets, the second
 * executes them. Both are started by hand, on a protected branch, and decide anew whether the commit is approved.
 */
export function deployJobs(environment: Environment): readonly PipelineSection[] {
  const { name, account, access } = environment;
  if (access.ci === undefined) return [];
  const { issuer, branches } = access.ci;
  const assembly = `cdk.out/${name}`;
  const changeSets = `change-sets/${name}`;
  const roleArn = `arn:aws:iam::${account}:role/${resourceNames(environment).roleName('pipelines')}`;
  const cdk = `npx cdk deploy --app ${assembly} --exclusively --require-approval never --progress events --change-set-name "commons-$CI_COMMIT_SHA"`;
  const common = {
    extends: '.commons',
    stage: 'deploy',
    resource_group: name,
    interruptible: false,
    rules: branches.map((branch) => ({
      if: `$CI_COMMIT_BRANCH == "${branch}" && $CI_COMMIT_REF_PROTECTED == "true"`,
      when: 'manual',
      allow_failure: true,
    })),
    id_tokens: { AWS_TOKEN: { aud: issuer } },
    variables: { GIT_DEPTH: '0', AWS_ROLE_ARN: roleArn, AWS_WEB_IDENTITY_TOKEN_FILE: '/tmp/aws-token' },
  };
  const begin = [
    `npx commons deploy approvals ${name}`,
    `npx commons deploy assembly ${name} ${assembly}`,
    'export AWS_ROLE_SESSION_NAME="ci-$CI_JOB_ID"',
    '(umask 077 && printf %s "$AWS_TOKEN" > "$AWS_WEB_IDENTITY_TOKEN_FILE")',
    `npx commons rights check ${name}`,
  ];
  const prepared = `prepare ${name}`;
  return [
    {
      comment: `Shows what CloudFormation would do to ${name}, from the templates that were reviewed. Started by hand; changes nothing but the stacks’ termination protection.`,
      content: {
        [prepared]: {
          ...common,
          environment: { name, action: 'prepare' },
          script: [
            ...begin,
            `${cdk} --method prepare-change-set --all`,
            `npx commons deploy change-sets ${name} ${assembly} --name "commons-$CI_COMMIT_SHA" --list ${changeSets}`,
          ],
          artifacts: { paths: [changeSets], expire_in: '1 week' },
        },
      },
    },
    {
      comment: `Executes those change sets, in order. Started by hand, once somebody has read them.`,
      content: {
        [deployJobName(name)]: {
          ...common,
          needs: [prepared],
          environment: { name },
          script: [
            ...begin,
            `while read -r stack; do ${cdk} --method execute-change-set "$stack" < /dev/null || exit 1; done < ${changeSets}`,
          ],
        },
      },
    },
  ];
}
