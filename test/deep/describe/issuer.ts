import { cloudfront, iam, route53, same, type Attributes, type Descriptions } from './description';

/** What CloudFront and IAM say of those who vouch for identities. */
export const issuerDescriptions: Descriptions = {
  'AWS::CloudFront::Function': ({ properties: { Name = '' } }) => [
    cloudfront(
      'describe_function',
      { Name },
      'FunctionSummary.{Name: Name, FunctionConfig: {Comment: FunctionConfig.Comment, Runtime: FunctionConfig.Runtime}}',
    ),
    cloudfront('get_function', { Name }, '{FunctionCode: FunctionCode}'),
  ],
  'AWS::CloudFront::Distribution': ({ id }) => [
    cloudfront(
      'get_distribution',
      { Id: id },
      `Distribution.DistributionConfig.{DistributionConfig: {
        ${same('Comment', 'Enabled', 'HttpVersion', 'PriceClass')}, IPV6Enabled: IsIPV6Enabled,
        ViewerCertificate: ViewerCertificate,
        Origins: Origins.Items[].{Id: Id, DomainName: DomainName, CustomOriginConfig: {
          OriginProtocolPolicy: CustomOriginConfig.OriginProtocolPolicy,
          OriginSSLProtocols: CustomOriginConfig.OriginSslProtocols.Items}},
        DefaultCacheBehavior: {
          AllowedMethods: DefaultCacheBehavior.AllowedMethods.Items,
          CachePolicyId: DefaultCacheBehavior.CachePolicyId,
          FunctionAssociations: DefaultCacheBehavior.FunctionAssociations.Items,
          TargetOriginId: DefaultCacheBehavior.TargetOriginId,
          ViewerProtocolPolicy: DefaultCacheBehavior.ViewerProtocolPolicy}}}`,
    ),
  ],
  'AWS::Route53::HealthCheck': ({ id }) => [
    route53(
      'get_health_check',
      { HealthCheckId: id },
      `HealthCheck.{HealthCheckConfig: HealthCheckConfig.{${same(
        'Type',
        'FullyQualifiedDomainName',
        'Port',
        'ResourcePath',
        'SearchString',
        'EnableSNI',
        'RequestInterval',
        'FailureThreshold',
      )}}}`,
    ),
    route53(
      'list_tags_for_resource',
      { ResourceType: 'healthcheck', ResourceId: id },
      '{HealthCheckTags: ResourceTagSet.Tags}',
    ),
  ],
  'AWS::IAM::OIDCProvider': ({ id }) => [
    iam(
      'get_open_id_connect_provider',
      { OpenIDConnectProviderArn: id },
      "{ClientIdList: ClientIDList, Url: join('', ['https://', Url])}",
    ),
  ],
};

export const issuerAttributes: Attributes = {
  'AWS::CloudFront::Function.FunctionARN': (id) =>
    cloudfront(
      'list_functions',
      {},
      `FunctionList.Items[?FunctionMetadata.FunctionARN == '${id}'] | [0].FunctionMetadata.FunctionARN`,
    ),
  'AWS::CloudFront::Distribution.DomainName': (id) =>
    cloudfront('get_distribution', { Id: id }, 'Distribution.DomainName'),
};
