import { unreachableIssuers } from '../trusted-issuers';
import type { Facts } from '../facts';
import type { Finding } from '../finding';
import type { EnvironmentFile } from './findings';

/** Warnings for issuers of the environment that have no IAM provider although the cluster exists: their users have no access. */
export const issuerWarnings = (environment: EnvironmentFile, facts: Partial<Facts>): readonly Finding[] =>
  environment.cluster.phase !== 'running' || facts.infraId === undefined
    ? []
    : unreachableIssuers(environment, facts.answeringIssuers).map(({ id, issuer, path }) => ({
        path,
        reason: `AWS does not trust ${issuer}, so ${id === 'Ci' ? 'no pipeline' : 'no contributor'} can assume a role`,
        remedy: `when it answers: npm run commons -- facts issuers ${environment.name}, then deploy ${environment.name}-identity-providers`,
      }));
