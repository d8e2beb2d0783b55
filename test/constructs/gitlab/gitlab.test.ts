import { GitLabRoles } from '../../../constructs/gitlab/gitlab-roles';
import { PortBalancer } from '../../../constructs/network/port-balancer';
import { PagesZone } from '../../../constructs/gitlab/pages-zone';
import { RunnerRoles } from '../../../constructs/gitlab/runner-roles';
import { gitlabPlatformBuckets, gitlabProps } from '../../../lib/platform/gitlab';
import { load } from '../../support/environment-folder';
import { withGitLab } from '../../support/with-gitlab';
import { propertiesOf, templateOf } from '../../support/stacks';

const { environment } = load({ 'environment.yaml': withGitLab });
const { gitlab } = environment;
if (gitlab === undefined) throw new Error('the environment has no GitLab');
const host = 'd111111abcdef8.cloudfront.net';
const props = gitlabProps(environment, gitlab, `https://${host}`);
const rolesOf = (() => {
  const template = templateOf((stack) => {
    new GitLabRoles(stack, 'GitLab', props.roles);
  });
  return (part: string) => {
    const roles = Object.values(propertiesOf(template, 'AWS::IAM::Role')).map((role) => JSON.stringify(role));
    const found = roles.find((role) => role.includes(`"RoleName":"${environment.name}-gitlab-${part}"`));
    if (found === undefined) throw new Error(`there is no role ${part}`);
    return found;
  };
})();
const bucketsIn = (role: string) =>
  [...new Set(role.match(/arn:aws:s3:::[a-z0-9-]+/g))].map((arn) => /-gitlab-(.+)-\d{12}-/.exec(arn)?.[1]).sort();

test('there are twelve buckets, and all but the scratch keep what is deleted', () => {
  const buckets = gitlabPlatformBuckets(environment).filter(({ name }) => name !== 'runner-cache');
  expect(gitlabPlatformBuckets({})).toEqual([]);
  expect(buckets).toHaveLength(12);
  expect(
    buckets.filter(({ versions }) => 'keepDeletedDays' in versions && versions.keepDeletedDays < 30),
  ).toMatchObject([{ name: 'gitlab-tmp' }]);
});

test.each([
  ['registry', ['registry']],
  ['pages', ['pages']],
  ['gitaly', ['backups']],
])('%s has its own bucket alone', (part, buckets) => {
  expect(bucketsIn(rolesOf(part))).toEqual(buckets);
  expect(rolesOf(part)).toContain(`"${host}:sub":["system:serviceaccount:gitlab:gitlab-${part}"]`);
});

test('the application reaches no image and no backup; sites are only read; repositories’ backups have their place', () => {
  expect(bucketsIn(rolesOf('rails'))).toHaveLength(9);
  expect(bucketsIn(rolesOf('rails'))).not.toContain('registry');
  expect(bucketsIn(rolesOf('rails'))).not.toContain('backups');
  expect(rolesOf('pages')).not.toContain('s3:PutObject');
  expect(rolesOf('gitaly')).toMatch(/gitlab-backups-[a-z0-9-]+\/repositories\/\*/);
});

test('no policy is larger than IAM takes', () => {
  for (const part of ['rails', 'toolbox']) {
    const [, policy = ''] = /"Policies":(.*),"RoleName"/.exec(rolesOf(part)) ?? [];
    expect(policy.length).toBeGreaterThan(500);
    expect(policy.length).toBeLessThan(9000);
  }
});

test('the copy of the keys can be made and replaced, not deleted', () => {
  const role = rolesOf('secret-copy');
  expect(role).toContain(`secret:${environment.name}/gitlab/rails-secret/*`);
  expect(role).toContain('secretsmanager:PutSecretValue');
  expect(role).not.toContain('Delete');
});

test('SSH comes in on addresses that stay, and its address goes on', () => {
  const template = templateOf((stack) => {
    const publicSubnetIds = new Map([
      ['us-east-1a', 'subnet-a'],
      ['us-east-1b', 'subnet-b'],
    ]);
    new PortBalancer(stack, 'Ssh', { ...props.ssh, vpcId: 'vpc-1', publicSubnetIds });
  });
  template.hasResourceProperties('AWS::ElasticLoadBalancingV2::Listener', { Port: 22, Protocol: 'TCP' });
  template.hasResourceProperties('AWS::ElasticLoadBalancingV2::TargetGroup', { Port: 30022 });
  const [targets] = Object.values(propertiesOf(template, 'AWS::ElasticLoadBalancingV2::TargetGroup'));
  expect(JSON.stringify(targets)).toContain('{"Key":"proxy_protocol_v2.enabled","Value":"true"}');
});

test('sites have a signed zone of their own, and their challenges are answered in another', () => {
  const template = templateOf((stack) => {
    new PagesZone(stack, 'Pages', {
      domain: 'pages.commons.example',
      keyAlias: 'alias/test-pages',
      target: 'pages.apps.commons.openshift.commons.example',
      challenges: 'acme.openshift.commons.example',
    });
  });
  template.resourceCountIs('AWS::Route53::DNSSEC', 1);
  template.hasResourceProperties('AWS::Route53::RecordSet', {
    Name: '_acme-challenge.pages.commons.example',
    ResourceRecords: ['pages.commons.example.acme.openshift.commons.example'],
  });
  template.hasResourceProperties('AWS::Route53::RecordSet', { Name: '*.pages.commons.example', Type: 'CNAME' });
});

test('a runner has its own part of the cache, and one for releases none', () => {
  const template = templateOf((stack) => {
    for (const runner of props.runners) new RunnerRoles(stack, runner.namespace, runner);
  });
  const roles = Object.values(propertiesOf(template, 'AWS::IAM::Role')).map((role) => JSON.stringify(role));
  const cached = roles.filter((role) => role.includes('arn:aws:s3:::'));
  expect(roles).toHaveLength(3);
  expect(cached).toHaveLength(1);
  expect(cached[0]).toMatch(/runner-cache-[a-z0-9-]+\/runner-arm64\/\*/);
  expect(cached[0]).toContain('system:serviceaccount:runner-arm64:runner-manager');
});
