import { CachePolicy, CfnDistribution, CfnFunction } from 'aws-cdk-lib/aws-cloudfront';
import { RemovalPolicy } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { acknowledgeRules } from '../acknowledge-rules';
import { acknowledgeToCheckov } from '../acknowledge-to-checkov';
import { issuerFunction, type RsaPublicKey } from './issuer-function';

export interface ServiceAccountIssuerProps {
  /** Name of the CloudFront function, unique in the account. */
  readonly functionName: string;
  /** What the distribution is for, in CloudFront's list of them. */
  readonly comment: string;
  /** Public keys of the tokens, the newest first. */
  readonly keys: readonly RsaPublicKey[];
}

/**
 * CloudFront distribution at whose address AWS reads the public keys that sign the tokens of a cluster's service
 * accounts. A CloudFront function answers every request itself: there is no bucket to open and nothing to upload, see
 * docs/decisions/0006.
 *
 * Everything is retained when it leaves the stack: the address is part of every trust policy and of every token.
 */
export class ServiceAccountIssuer extends Construct {
  /** `https://` and a host, without a slash at the end. */
  readonly url: string;

  /** @throws Error without keys, or when they are more than a CloudFront function can hold */
  constructor(scope: Construct, id: string, { functionName, comment, keys }: ServiceAccountIssuerProps) {
    super(scope, id);
    const answers = new CfnFunction(this, 'Function', {
      name: functionName,
      autoPublish: true,
      functionConfig: { comment, runtime: 'cloudfront-js-2.0' },
      functionCode: issuerFunction(keys),
    });
    const distribution = new CfnDistribution(this, 'Distribution', {
      distributionConfig: {
        comment,
        enabled: true,
        httpVersion: 'http2and3',
        ipv6Enabled: true,
        priceClass: 'PriceClass_100',
        // The certificate of CloudFront's own domain; a minimum TLS version needs a certificate of one's own.
        viewerCertificate: { cloudFrontDefaultCertificate: true },
        origins: [neverAsked],
        defaultCacheBehavior: {
          targetOriginId: neverAsked.id,
          viewerProtocolPolicy: 'https-only',
          allowedMethods: ['GET', 'HEAD'],
          cachePolicyId: CachePolicy.CACHING_DISABLED.cachePolicyId,
          functionAssociations: [{ eventType: 'viewer-request', functionArn: answers.attrFunctionArn }],
        },
      },
    });
    for (const resource of [answers, distribution]) resource.applyRemovalPolicy(RemovalPolicy.RETAIN);
    acknowledgeRules(
      distribution,
      ['AwsSolutions-CFR1'],
      'AWS asks from everywhere, and the answer is two public documents.',
    );
    acknowledgeRules(distribution, ['AwsSolutions-CFR2'], noFirewall);
    acknowledgeRules(distribution, ['AwsSolutions-CFR3'], noLog);
    acknowledgeRules(distribution, ['AwsSolutions-CFR4'], notOurDomain);
    acknowledgeToCheckov(distribution, { CKV_AWS_68: noFirewall, CKV_AWS_86: noLog, CKV_AWS_174: notOurDomain });
    this.url = `https://${distribution.attrDomainName}`;
  }
}

/**
 * A distribution must have an origin, but the function answers every request. Names below `.invalid` never resolve (RFC
 * 6761): if the function were ever removed, callers would get an error, and not a document of a stranger.
 */
const neverAsked = {
  id: 'never-asked',
  domainName: 'never-asked.invalid',
  customOriginConfig: { originProtocolPolicy: 'https-only', originSslProtocols: ['TLSv1.2'] },
};

const noFirewall = 'Nothing is behind it that a firewall could protect.';
const noLog = 'Who reads public keys tells nothing; who uses them is in CloudTrail.';
const notOurDomain = 'The domain is CloudFront’s, so its minimum TLS version is too.';
