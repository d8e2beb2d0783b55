import { z } from 'zod';
import { resourcesOfType } from '../rendered';
import type { RenderedRule } from './rendered-rule';

const providerType = 'AWS::IAM::OIDCProvider';

const providerSchema = z.looseObject({ Url: z.unknown() });

/** URL of the cluster's own issuer, which works before IAM calls it, see docs/decisions/0006. Other issuers may not. */
const ofCluster = /^https:\/\/[a-z0-9]+\.cloudfront\.net$/;

/**
 * OpenID Connect providers, except the cluster's, are in a stack of their own. IAM calls the issuer when its provider
 * is made. If the issuer does not answer, CloudFormation rolls back the whole stack, with its roles, profiles and
 * buckets. Source: the IAM user guide, "Create an OpenID Connect identity provider".
 */
export const identityProvidersRule: RenderedRule = {
  id: 'identity-providers',
  holds: 'providers for issuers that may not answer are in a stack without other resources',
  findings: ({ resources }) =>
    resourcesOfType(resources, providerType).flatMap(({ stack, logicalId, resource }) => {
      const { Url: url } = providerSchema.parse(resource.Properties);
      const others = resources.filter((each) => each.stack === stack && each.resource.Type !== providerType);
      if (others.length === 0 || (typeof url === 'string' && ofCluster.test(url))) return [];
      return [
        {
          place: `${stack} ${logicalId}`,
          reason: `the provider of ${JSON.stringify(url)} is in a stack with ${others.length} other resources, which are rolled back if the issuer does not answer`,
          remedy: 'put it into the stack of identity providers (lib/stacks/identity-providers-stack.ts)',
        },
      ];
    }),
};
