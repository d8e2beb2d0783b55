import { Match } from 'aws-cdk-lib/assertions';
import { CfnOutput } from 'aws-cdk-lib/core';
import { ServiceAccountIssuer } from '../../../constructs/identity/service-account-issuer';
import { propertiesOf, templateOf } from '../../support/stacks';

const template = templateOf((stack) => {
  const { url } = new ServiceAccountIssuer(stack, 'Issuer', {
    functionName: 'test-issuer',
    comment: 'Test',
    keys: [{ kty: 'RSA', use: 'sig', alg: 'RS256', kid: 'k', n: 'n', e: 'AQAB' }],
  });
  new CfnOutput(stack, 'Url', { value: url });
});
const [functionId] = Object.keys(propertiesOf(template, 'AWS::CloudFront::Function'));
const [distributionId] = Object.keys(propertiesOf(template, 'AWS::CloudFront::Distribution'));

test('every request is answered by the published function, over HTTPS, and none is cached', () => {
  template.hasResourceProperties('AWS::CloudFront::Function', {
    AutoPublish: true,
    FunctionConfig: { Runtime: 'cloudfront-js-2.0' },
    FunctionCode: Match.stringLikeRegexp('"kid":"k"'),
  });
  template.hasResourceProperties('AWS::CloudFront::Distribution', {
    DistributionConfig: {
      Enabled: true,
      IPV6Enabled: true,
      CacheBehaviors: Match.absent(),
      DefaultCacheBehavior: {
        ViewerProtocolPolicy: 'https-only',
        AllowedMethods: ['GET', 'HEAD'],
        // CloudFront's managed policy CachingDisabled.
        CachePolicyId: '4135ea2d-6df8-44a3-9df3-4b5a84be39ad',
        FunctionAssociations: [
          { EventType: 'viewer-request', FunctionARN: { 'Fn::GetAtt': [functionId, 'FunctionARN'] } },
        ],
      },
    },
  });
});

test('the only origin is a name that nobody can own', () => {
  template.hasResourceProperties('AWS::CloudFront::Distribution', {
    DistributionConfig: { Origins: [Match.objectLike({ DomainName: Match.stringLikeRegexp('\\.invalid$') })] },
  });
});

test('there is neither bucket nor Lambda', () => {
  template.resourceCountIs('AWS::S3::Bucket', 0);
  template.resourceCountIs('AWS::Lambda::Function', 0);
});

test('stays when the stack goes: its address is in every token', () => {
  for (const type of ['Function', 'Distribution']) {
    template.allResources(`AWS::CloudFront::${type}`, { DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
  }
});

test('the address is that of the distribution, without a slash at the end', () => {
  template.hasOutput('Url', {
    Value: { 'Fn::Join': ['', ['https://', { 'Fn::GetAtt': [distributionId, 'DomainName'] }]] },
  });
});
