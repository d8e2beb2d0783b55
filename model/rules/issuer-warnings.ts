import { unreachableIssuers } from '../trusted-issuers';
import type { Facts } from '../facts';
import type { Finding } from '../finding';
import type { EnvironmentFile } from './findings';

/** Issuers of ours that the account is not told of, though the cluster is there: whom they vouch for has no access. */
export const issuerWarnings = (environment: EnvironmentFile, facts: Partial<Facts>): readonly Finding[] =>
  environment.cluster.phase !== 'running' || facts.infraId === undefined
    ? []
    : unreachableIssuers(environment, facts.answeringIssuers).map(({ id, issuer, path }) => ({
        path,
        reason: `AWS does not believe ${issuer}, so ${id === 'Ci' ? 'no pipeline' : 'no contributor'} takes a role`,
        remedy: `when it answers: npm run commons -- facts issuers ${environment.name}, then deploy ${environment.name}-identity-providers`,
      }));
