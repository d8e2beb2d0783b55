import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Stack } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { WorkloadRole } from './workload-role';
import { everyResource } from './wildcard-patterns';

export interface CsrApproverRoleProps {
  readonly roleName: string;
  /** Issuer of the cluster's service-account tokens. */
  readonly issuer: string;
}

/**
 * IAM role with which the CSR approver asks EC2 whether the machine that wants to become a node belongs to the cluster.
 */
export class CsrApproverRole extends WorkloadRole {
  constructor(scope: Construct, id: string, { roleName, issuer }: CsrApproverRoleProps) {
    super(scope, id, {
      roleName,
      description: 'Node admission: which machines are ours',
      issuer,
      serviceAccounts: [{ namespace: 'node-admission', name: 'node-admission' }],
      statements: [
        new PolicyStatement({
          actions: ['ec2:DescribeInstances'],
          resources: ['*'],
          conditions: { StringEquals: { 'aws:RequestedRegion': Stack.of(scope).region } },
        }),
      ],
      wildcards: { because: 'EC2 describes every instance or none.', beyond: [everyResource] },
    });
  }
}
