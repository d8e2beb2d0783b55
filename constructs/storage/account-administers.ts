import { AccountRootPrincipal, PolicyStatement } from 'aws-cdk-lib/aws-iam';

/** Statement of a key policy that lets IAM policies of the account decide who may do what with the key. */
export const accountAdministers = (): PolicyStatement =>
  new PolicyStatement({
    sid: 'AccountAdministers',
    principals: [new AccountRootPrincipal()],
    actions: ['kms:*'],
    resources: ['*'],
  });
