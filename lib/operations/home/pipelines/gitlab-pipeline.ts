import type { Environment } from '../../../../model/environment';
import { checkSteps, junitFiles } from './check-steps';
import { deployJobs } from './deploy-jobs';
import { pipelineText } from './pipeline-sections';

const onMergeRequests = { if: '$CI_PIPELINE_SOURCE == "merge_request_event"' };
const onMain = { if: '$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH' };
const reviewed = '--base "$CI_MERGE_REQUEST_DIFF_BASE_SHA" --html review.html --code-quality code-quality.json';

/** Pipeline of a home on GitLab, which needs nothing that only its paid editions have. */
export const gitlabPipeline = (environments: readonly Environment[]): string =>
  pipelineText([
    {
      comment: 'What all jobs have in common.',
      content: { '.commons': { image: 'node:22', before_script: ['npm ci'] } },
    },
    {
      comment:
        'Proves that what is committed below rendered/ is what the environments render to, and that no rule is broken.',
      content: {
        check: {
          extends: '.commons',
          rules: [onMergeRequests, onMain],
          script: checkSteps,
          artifacts: { when: 'always', reports: { junit: junitFiles } },
        },
      },
    },
    {
      comment: 'Says what a merge request does. Exit code 2 is a warning: somebody should look at the page.',
      content: {
        review: {
          extends: '.commons',
          variables: { GIT_DEPTH: '0' },
          rules: [onMergeRequests],
          script: [
            'if [ -z "${REVIEW_TOKEN:-}" ]; then echo "No REVIEW_TOKEN: the review is below and in the artifact, and no comment"; fi',
            `npx commons review \${REVIEW_TOKEN:+publish} ${reviewed}`,
          ],
          artifacts: {
            when: 'always',
            expose_as: 'What this change does',
            paths: ['review.html'],
            reports: { codequality: 'code-quality.json' },
          },
          allow_failure: { exit_codes: [2] },
        },
      },
    },
    {
      comment: 'What GitLab compares the findings of a merge request with: the main branch changes nothing.',
      content: {
        'review main': {
          image: 'node:22',
          rules: [onMain],
          script: ["echo '[]' > code-quality.json"],
          artifacts: { reports: { codequality: 'code-quality.json' } },
        },
      },
    },
    ...environments.flatMap(deployJobs),
  ]);
