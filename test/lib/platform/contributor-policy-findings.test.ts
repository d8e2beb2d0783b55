import { ManagedPolicy } from 'aws-cdk-lib/aws-iam';
import { ContributorRole } from '../../../constructs/identity/contributor-role';
import { policySizes } from '../../../lib/iam/policy-sizes';
import { contributorPolicyFindings } from '../../../lib/platform/contributor-policy-findings';
import { contributorsProps } from '../../../lib/platform/contributors';
import { templateSchema } from '../../../lib/rendered';
import { load } from '../../support/environment-folder';
import { fullEnvironment } from '../../support/full-environment';
import { templateOf } from '../../support/stacks';

const { environment } = load(fullEnvironment);

/** The environment with a contributor who may change the buckets of 75 tenants, of which the first ones have other names. */
const withGrants = (others: readonly string[]) => {
  const grants = Array.from({ length: 75 }, (_, index) => ({
    kind: 'tenant-bucket' as const,
    tenant: others[index] ?? `tenant-${String(index).padStart(3, '0')}`,
    access: 'write' as const,
  }));
  const contributor = { name: 'archivists', who: { person: 'elif-kaya' }, purpose: 'They tidy up', grants };
  const access = { ...environment.access, contributors: [...environment.access.contributors, contributor] };
  return { ...environment, access };
};
const short = Array.from({ length: 6 }, (_, index) => `t${index}00`);

test('contributors with everything fit', () => {
  expect(contributorPolicyFindings(environment)).toEqual([]);
});

test('grants whose policy is as long as IAM takes, and one of two characters more', () => {
  expect(contributorPolicyFindings(withGrants([...short, 't60000']))).toEqual([]);
  expect(contributorPolicyFindings(withGrants([...short, 't600000']))).toEqual([
    {
      path: ['access', 'contributors', 2, 'grants'],
      reason: 'make a policy of 10242 characters for archivists, and IAM takes 10240 in a role',
      remedy: 'divide them over two contributors, for the same group or person',
    },
  ]);
});

test('what is measured is what is rendered', () => {
  const { account, region } = environment;
  const role = contributorsProps(withGrants(short))?.roles.at(-1);
  if (role === undefined) throw new Error('there is no contributor');
  const template = templateOf((stack) => {
    const permissionsBoundary = ManagedPolicy.fromManagedPolicyName(stack, 'boundary', 'test');
    new ContributorRole(stack, 'Role', { ...role, issuer: 'https://sso.example', permissionsBoundary });
  });
  const { Resources } = templateSchema.parse(template.toJSON());
  const resources = Object.entries(Resources).map(([logicalId, resource]) => ({ stack: 'test', logicalId, resource }));
  const [{ count } = { count: 0 }] = policySizes(resources);
  // Its stack is in another account and region, whose texts are as long.
  expect([account.length, region.length]).toEqual([12, 'us-east-1'.length]);
  expect(count).toBe(10_248);
});
