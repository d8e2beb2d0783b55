import { concernsAccess, holderChanges } from '../access/holder-changes';
import { identityFindings } from '../access/identity-findings';
import { resourceFindings } from '../access/resource-findings';
import { rightsContext } from '../access/rights-context';
import { isFirst } from '../is-first';
import type { ReviewRule } from '../review-rule';

/** Somebody who may do more in AWS than before, or something that lets more people in. */
export const widerRightsRule: ReviewRule = {
  id: 'wider-rights',
  finds: 'rights in AWS that did not exist before, or that are no longer denied',
  class: 'lets-in',
  why: 'Whoever has these rights, or breaks into a pod that has them, can use them at once.',
  remedy: 'Grant only what is needed: actions, full resource ARNs, and conditions. Keep the Deny statements.',
  dangerous: {
    before: role(['s3:GetObject'], 'arn:aws:s3:::test-tenant-pad/*'),
    after: role(['s3:GetObject'], 'arn:aws:s3:::test-tenant-*/*'),
  },
  harmless: {
    before: role(['s3:GetObject', 's3:PutObject', 's3:*'], 'arn:aws:s3:::test-tenant-pad/*'),
    after: role(['s3:*'], 'arn:aws:s3:::test-tenant-pad/*'),
  },
  findings: (comparison) => {
    if (isFirst(comparison) || !comparison.resources.some(concernsAccess)) return [];
    const both = { before: comparison.before.resources, after: comparison.after.resources };
    const changes = holderChanges(comparison);
    if (changes.length === 0) return [];
    const context = rightsContext(comparison, both);
    return changes.flatMap((change) =>
      change.after.kind === 'resource' ? resourceFindings(change, context) : identityFindings(change, context),
    );
  },
};

function role(actions: readonly string[], resource: string): Readonly<Record<string, string>> {
  const Statement = actions.map((Action) => ({ Effect: 'Allow', Action, Resource: resource }));
  const bucket = (tenant: string) => ({
    Type: 'AWS::S3::Bucket',
    Properties: { BucketName: `test-tenant-${tenant}`, Tags: tags(tenant) },
  });
  const template = {
    Resources: {
      Pad: bucket('pad'),
      Wiki: bucket('wiki'),
      Role: {
        Type: 'AWS::IAM::Role',
        Properties: {
          RoleName: 'test-pad-uploads',
          Policies: [{ PolicyName: 'permissions', PolicyDocument: { Version: '2012-10-17', Statement } }],
          Tags: tags('pad'),
        },
      },
    },
  };
  return { 'aws/test-tenants-1.template.json': JSON.stringify(template, null, 1) };
}

function tags(tenant: string) {
  return [{ Key: 'commons-platform/tenant', Value: tenant }];
}
