import { checkSteps } from './check-steps';
import { pipelineText } from './pipeline-sections';

const reviewScript = `code=0
if [ "$FROM_FORK" = true ]; then
  npx commons review --base "origin/$GITHUB_BASE_REF" --html review.html --markdown | tee -a "$GITHUB_STEP_SUMMARY" || code=$?
else
  npx commons review publish --base "origin/$GITHUB_BASE_REF" --html review.html || code=$?
fi
test "$code" -eq 0 || test "$code" -eq 2
`;

/**
 * Workflow of a home on GitHub or Forgejo, which check and review; roles in AWS trust pipelines of GitLab alone.
 *
 * @param runner label of the machines that run it
 */
export const actionsWorkflow = (runner: string): string =>
  pipelineText([
    {
      comment:
        'Proves that what is committed below rendered/ is what the environments render to, and says what a change does.',
      content: {
        name: 'commons',
        on: { pull_request: {}, push: { branches: ['main'] } },
        permissions: { contents: 'read' },
        jobs: {
          check: {
            'runs-on': runner,
            container: 'node:22',
            steps: [...checkout, ...checkSteps.map((run) => ({ run }))],
          },
          review: {
            if: "github.event_name == 'pull_request'",
            'runs-on': runner,
            container: 'node:22',
            permissions: { contents: 'read', 'pull-requests': 'write' },
            steps: [
              ...checkout,
              {
                name: 'Exit code 2 is no failure: somebody should look. What a fork proposes may not write comments.',
                shell: 'bash',
                env: {
                  GITHUB_TOKEN: '${{ github.token }}',
                  FROM_FORK: '${{ github.event.pull_request.head.repo.full_name != github.repository }}',
                },
                run: reviewScript,
              },
            ],
          },
        },
      },
    },
  ]);

const checkout = [
  { uses: 'actions/checkout@v4', with: { 'fetch-depth': 0 } },
  // The container's user is not the one that the files belong to.
  { run: 'git config --global --add safe.directory "$GITHUB_WORKSPACE"' },
  { run: 'npm ci' },
];
