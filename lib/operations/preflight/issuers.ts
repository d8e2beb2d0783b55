import { trustedIssuers } from '../../../model/trusted-issuers';
import type { Facts } from '../../../model/facts';
import type { IssuerAnswer } from '../issuers/issuer-answer';
import { failed, passed, pending, warned, type PreflightCheck, type PreflightFinding } from './check';

/** Days before a certificate expires from which on the check warns. */
const certificateDays = 14;

/**
 * Whether all OIDC issuers that the account trusts answer, the cluster's own included. IAM calls an issuer when its
 * provider is made. If the issuer does not answer, the stack is rolled back.
 */
export const issuerCheck: PreflightCheck = {
  name: 'issuers',
  findings: async ({ environment, facts, issuers, now }) => {
    const { serviceAccountIssuer, serviceAccountKeys = [], answeringIssuers = [] } = facts;
    const findings: PreflightFinding[] = [];
    if (serviceAccountIssuer !== undefined) {
      const answer = await issuers.ask(serviceAccountIssuer);
      findings.push(clusterFinding(serviceAccountIssuer, answer, serviceAccountKeys, environment.name));
    }
    for (const { issuer, ours } of trustedIssuers(environment)) {
      const isRecorded = answeringIssuers.includes(issuer);
      const answer = await issuers.ask(issuer);
      if (answer.answers && ours && !isRecorded) {
        findings.push(pending(`${issuer} answers, and the account does not trust it yet`, record(environment.name)));
      } else if (answer.answers) {
        findings.push(certificateFinding(issuer, answer.certificateEnds, now));
      } else if (ours && !isRecorded) {
        const wait = `set it up; when it answers: ${record(environment.name)}`;
        findings.push(pending(`${issuer} is part of the platform and does not answer: ${answer.because}`, wait));
      } else {
        const mend = `make it answer before ${environment.name}-identity-providers is deployed, because IAM calls it`;
        findings.push(failed(`${issuer} does not answer: ${answer.because}`, mend));
      }
    }
    return findings.length > 0
      ? findings
      : [pending('the cluster’s issuer is not recorded', `deploy the stack ${environment.name}-issuer, and record it`)];
  },
};

const record = (name: string): string => `npm run commons -- facts issuers ${name}`;

function certificateFinding(issuer: string, certificateEnds: number, now: number): PreflightFinding {
  const days = Math.floor((certificateEnds - now) / 86_400_000);
  return days < certificateDays
    ? warned(
        `the certificate of ${issuer} ends in ${days} days`,
        'renew it: without a valid certificate, AWS refuses all its tokens',
      )
    : passed(`${issuer} answers`);
}

function clusterFinding(
  issuer: string,
  answer: IssuerAnswer,
  keys: Facts['serviceAccountKeys'],
  environment: string,
): PreflightFinding {
  const deploy = `deploy the stack ${environment}-issuer, see docs/alerts.md#issuer-silent`;
  if (!answer.answers) return failed(`the cluster’s issuer ${issuer} does not answer: ${answer.because}`, deploy);
  const { keyIds } = answer;
  const missing = keys.filter(({ kid }) => !keyIds.includes(kid)).map(({ kid }) => kid);
  if (missing.length > 0) return failed(`${issuer} does not publish ${missing.join(', ')} of the facts`, deploy);
  const foreign = keyIds.filter((kid) => !keys.some((key) => key.kid === kid));
  return foreign.length > 0
    ? warned(`${issuer} publishes ${foreign.join(', ')}, which is not in the facts`, deploy)
    : passed(`${issuer} publishes ${keyIds.length === 1 ? 'the key' : 'the keys'} of the facts`);
}
