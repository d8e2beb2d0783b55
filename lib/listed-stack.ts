import { CloudFormationStackArtifact } from 'aws-cdk-lib/cx-api';
import type { ListedStack } from './stack-list';

/** What of a synthesized stack is not in its template. */
export const toListedStack = (stack: CloudFormationStackArtifact): ListedStack => ({
  name: stack.stackName,
  account: stack.environment.account,
  region: stack.environment.region,
  terminationProtection: stack.terminationProtection === true,
  dependencies: stack.dependencies.flatMap((each) =>
    each instanceof CloudFormationStackArtifact ? [each.stackName] : [],
  ),
  tags: stack.tags,
});
