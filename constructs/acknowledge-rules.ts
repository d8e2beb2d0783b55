import { Validations } from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';

/**
 * Tells the AwsSolutions pack, and CloudFormation's validator, why a construct breaks rules, all in one record.
 * `Validations.acknowledge` also looks where it was called from, for each rule: that reads the source maps of many files, and
 * with thousands of roles and secrets it takes as long as all the rest.
 */
export const acknowledgeRules = (construct: IConstruct, ids: readonly string[], reason: string): void =>
  construct.node.addMetadata(
    Validations.ACKNOWLEDGED_RULES_METADATA_KEY,
    Object.fromEntries(ids.map((id) => [id, reason])),
  );
