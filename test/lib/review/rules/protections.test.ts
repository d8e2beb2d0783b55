import { exampleTemplate } from '../../../../lib/review/example-files';
import { findingLines } from '../../../support/review-files';

const said = (Type: string, before: object, after: object): readonly string[] => {
  const template = (Properties: object) => exampleTemplate('It', { Type, Properties });
  return findingLines({ before: template(before), after: template(after) });
};

const metadata = (HttpPutResponseHopLimit?: number) => ({
  LaunchTemplateName: 'node',
  LaunchTemplateData: { MetadataOptions: { HttpTokens: 'required', HttpPutResponseHopLimit } },
});
const user = (AccessString: string) => ({ UserId: 'wiki', AccessString });
const delivery = (DefaultCacheBehavior: object, ViewerCertificate: object = {}) => ({
  DistributionConfig: { Enabled: true, DefaultCacheBehavior, ViewerCertificate },
});
const tls = (MinimumProtocolVersion?: string) => delivery({}, { MinimumProtocolVersion });
const viewers = (ViewerProtocolPolicy: string) => delivery({ ViewerProtocolPolicy });
const audiences = (...ClientIdList: readonly string[]) => ({ Url: 'https://issuer.example', ClientIdList });
const listener = (SslPolicy: string, Protocol = 'HTTPS') => ({
  LoadBalancerArn: 'arn',
  Port: 443,
  Protocol,
  SslPolicy,
});
const tlsType = 'AWS::ElasticLoadBalancingV2::Listener';

test.each<[string, string, object, object, RegExp]>([
  [
    'more hops',
    'AWS::EC2::LaunchTemplate',
    metadata(1),
    metadata(2),
    /^weakens: .*lets its pods read its credentials/m,
  ],
  [
    'hops where none were named',
    'AWS::EC2::LaunchTemplate',
    metadata(),
    metadata(2),
    /^weakens: .*lets its pods read/m,
  ],
  [
    'an audience more',
    'AWS::IAM::OIDCProvider',
    audiences('a'),
    audiences('a', 'b'),
    /^weakens: .*trusts tokens for .*b.*, too/m,
  ],
  [
    'another audience',
    'AWS::IAM::OIDCProvider',
    audiences('a'),
    audiences('b'),
    /^weakens: .*trusts tokens for .*b.*, too/m,
  ],
  [
    'all keys of a cache',
    'AWS::ElastiCache::User',
    user('on ~wiki:* +@read'),
    user('on ~* +@read'),
    /^weakens: .*may do more with the keys/m,
  ],
  [
    'all commands',
    'AWS::ElastiCache::User',
    user('on ~wiki:* +@read'),
    user('on ~wiki:* +@all'),
    /^weakens: .*may do more with the keys/m,
  ],
  [
    'no TLS',
    'AWS::CloudFront::Distribution',
    viewers('redirect-to-https'),
    viewers('allow-all'),
    /^weakens: .*also answers without TLS/m,
  ],
  [
    'an older policy of TLS',
    'AWS::CloudFront::Distribution',
    tls('TLSv1.2_2021'),
    tls('TLSv1.2_2018'),
    /^weakens: .*takes older versions of TLS/m,
  ],
  [
    'TLS 1.0',
    'AWS::CloudFront::Distribution',
    tls('TLSv1.2_2021'),
    tls('TLSv1_2016'),
    /^weakens: .*takes older versions of TLS/m,
  ],
  [
    'no policy of TLS',
    'AWS::CloudFront::Distribution',
    tls('TLSv1.2_2021'),
    tls(),
    /^weakens: .*takes older versions of TLS/m,
  ],
  ['another policy of a listener', tlsType, listener('a'), listener('b'), /^weakens: .*has another TLS policy/m],
  ['a listener without TLS', tlsType, listener('a'), listener('a', 'HTTP'), /^weakens: .*accepts unencrypted traffic/m],
  [
    'refused traffic alone',
    'AWS::EC2::FlowLog',
    { TrafficType: 'ALL' },
    { TrafficType: 'REJECT' },
    /no longer records all traffic/m,
  ],
  [
    'records for fewer days',
    'AWS::Logs::LogGroup',
    { RetentionInDays: 365 },
    { RetentionInDays: 30 },
    /^weakens: .*keeps its records for 30 days in place of 365/m,
  ],
])('%s', (_, type, before, after, line) => {
  expect(said(type, before, after).join('\n')).toMatch(line);
});

test.each<[string, string, object, object]>([
  ['fewer hops', 'AWS::EC2::LaunchTemplate', metadata(2), metadata(1)],
  ['an audience less', 'AWS::IAM::OIDCProvider', audiences('a', 'b'), audiences('a')],
  ['audiences in another order', 'AWS::IAM::OIDCProvider', audiences('a', 'b'), audiences('b', 'a')],
  ['fewer keys of a cache', 'AWS::ElastiCache::User', user('on ~* +@all'), user('on ~wiki:* +@read')],
  ['TLS for all', 'AWS::CloudFront::Distribution', viewers('allow-all'), viewers('https-only')],
  ['a newer policy of TLS', 'AWS::CloudFront::Distribution', tls('TLSv1_2016'), tls('TLSv1.2_2021')],
  ['the first policy of TLS', 'AWS::CloudFront::Distribution', tls(), tls('TLSv1.2_2021')],
  ['records for more days', 'AWS::Logs::LogGroup', { RetentionInDays: 30 }, { RetentionInDays: 365 }],
])('%s protects no less', (_, type, before, after) => {
  expect(said(type, before, after).filter((line) => line.startsWith('weakens'))).toEqual([]);
});
