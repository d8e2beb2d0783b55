import { PolicyDocument, Role, type PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Duration } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { acknowledgeWildcards } from './acknowledge-wildcards';
import type { Wildcards } from './wildcard-patterns';
import { webIdentity } from './web-identity';

export interface WorkloadRoleProps {
  readonly roleName: string;
  readonly description: string;
  /** Issuer of the cluster's service-account tokens. */
  readonly issuer: string;
  /** Service accounts whose pods may assume the role. */
  readonly serviceAccounts: readonly ServiceAccount[];
  /**
   * Audience (`aud`) of the tokens. The pod identity webhook asks for `sts.amazonaws.com`; the components of OpenShift
   * mount tokens for `openshift`.
   * @default 'sts.amazonaws.com'
   */
  readonly audience?: 'sts.amazonaws.com' | 'openshift';
  /** IAM statements with what the role may do. */
  readonly statements: readonly PolicyStatement[];
  /**
   * Why `statements` have wildcards, and which ones are acknowledged.
   * @default none is acknowledged: the checks report every wildcard
   */
  readonly wildcards?: Wildcards;
}

/** A Kubernetes service account. */
export interface ServiceAccount {
  readonly namespace: string;
  readonly name: string;
}

/**
 * IAM role of the pods of one or more Kubernetes service accounts. The service account carries the annotation of
 * `cdk8s/base/pods/workload-identity.ts`, by which the pod identity webhook gives each pod a token and the ARN of the
 * role.
 *
 * @example
 * new WorkloadRole(this, 'Exports', {
 *   roleName: 'commons-wiki-exports',
 *   description: 'Nightly exports of the wiki',
 *   issuer: 'https://issuer.commons.example',
 *   serviceAccounts: [{ namespace: 'wiki', name: 'exports' }],
 *   statements: objectStatements({ bucketName: 'commons-exports-111122223333', may: 'add' }),
 *   wildcards: { because: 'Each export is a new object.' },
 * });
 */
export class WorkloadRole extends Role {
  /**
   *
   * @throws Error without service accounts or statements, or when a namespace or name is not a valid Kubernetes name,
   * for example because of a wildcard
   */
  constructor(scope: Construct, id: string, props: WorkloadRoleProps) {
    const { roleName, issuer, statements, wildcards, audience = 'sts.amazonaws.com' } = props;
    if (props.serviceAccounts.length === 0) throw new Error(`${roleName} is for nobody: name a service account`);
    if (statements.length === 0) throw new Error(`${roleName} may do nothing: give it a statement, or leave it out`);
    const subjects = props.serviceAccounts.map((account) => toSubject(account, roleName));
    super(scope, id, {
      roleName,
      description: props.description,
      assumedBy: webIdentity(scope, { issuer, audience, subjects }),
      inlinePolicies: { permissions: new PolicyDocument({ statements: [...statements] }) },
      // The AWS SDKs ask for sessions of an hour.
      maxSessionDuration: Duration.hours(1),
    });
    if (wildcards !== undefined) acknowledgeWildcards(this, statements, wildcards);
  }
}

const nameInKubernetes = /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/;

function toSubject({ namespace, name }: ServiceAccount, roleName: string): string {
  const wrong = [namespace, name].find((part) => !nameInKubernetes.test(part));
  if (wrong !== undefined) {
    throw new Error(`${roleName} is for one service account by its full name, which "${wrong}" is no part of`);
  }
  return `system:serviceaccount:${namespace}:${name}`;
}
