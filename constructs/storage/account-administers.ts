import { AccountRootPrincipal, PolicyStatement } from 'aws-cdk-lib/aws-iam';

/** Statement of a key's policy by which IAM decides who in the account may do what with the key. */
export const accountAdministers = (): PolicyStatement =>
  new PolicyStatement({
    sid: 'AccountAdministers',
    principals: [new AccountRootPrincipal()],
    actions: ['kms:*'],
    resources: ['*'],
  });
