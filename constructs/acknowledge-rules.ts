import { Validations } from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';

/**
 * Records in one metadata entry why a construct breaks rules of cdk-nag's AwsSolutions pack, or of CloudFormation's
 * validator. `Validations.acknowledge` would also look up the caller for each rule: that reads the source maps of many
 * files, and with thousands of roles and secrets it takes as long as the rest of the synthesis.
 *
 * @example
 * acknowledgeRules(task, ['AwsSolutions-ECS2'], 'None of the variables is a secret; those come from Secrets Manager.');
 */
export const acknowledgeRules = (construct: IConstruct, ids: readonly string[], reason: string): void =>
  construct.node.addMetadata(
    Validations.ACKNOWLEDGED_RULES_METADATA_KEY,
    Object.fromEntries(ids.map((id) => [id, reason])),
  );
