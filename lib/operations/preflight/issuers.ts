import { believedIssuers } from '../../../model/believed-issuers';
import type { Facts } from '../../../model/facts';
import type { IssuerAnswer } from '../issuers/issuer-answer';
import { fails, fine, notYet, warning, type Check, type Finding } from './check';

/** Days before the end of a certificate in which somebody has to look. */
const certificateDays = 14;

/**
 * Whether the issuers answer that the account believes, the cluster's own among them. IAM asks an issuer when its
 * provider is made, and a stack whose provider is refused is rolled back.
 */
export const issuerCheck: Check = {
  name: 'issuers',
  findings: async ({ environment, facts, issuers, now }) => {
    const { serviceAccountIssuer, serviceAccountKeys = [], answeringIssuers = [] } = facts;
    const findings: Finding[] = [];
    if (serviceAccountIssuer !== undefined) {
      const answer = await issuers.ask(serviceAccountIssuer);
      findings.push(clusterFinding(serviceAccountIssuer, answer, serviceAccountKeys, environment.name));
    }
    for (const { issuer, ours } of believedIssuers(environment)) {
      const isRecorded = answeringIssuers.includes(issuer);
      const answer = await issuers.ask(issuer);
      if (answer.answers && ours && !isRecorded) {
        findings.push(notYet(`${issuer} answers, and the account does not believe it yet`, record(environment.name)));
      } else if (answer.answers) {
        findings.push(certificateFinding(issuer, answer.certificateEnds, now));
      } else if (ours && !isRecorded) {
        const wait = `set it up; when it answers: ${record(environment.name)}`;
        findings.push(notYet(`${issuer} is ours and does not answer: ${answer.because}`, wait));
      } else {
        const mend = `have it answer before ${environment.name}-identity-providers is deployed: IAM asks it`;
        findings.push(fails(`${issuer} does not answer: ${answer.because}`, mend));
      }
    }
    return findings.length > 0
      ? findings
      : [notYet('the cluster’s issuer is not recorded', `deploy the stack ${environment.name}-issuer, and record it`)];
  },
};

const record = (name: string): string => `npm run commons -- facts issuers ${name}`;

function certificateFinding(issuer: string, certificateEnds: number, now: number): Finding {
  const days = Math.floor((certificateEnds - now) / 86_400_000);
  return days < certificateDays
    ? warning(`the certificate of ${issuer} ends in ${days} days`, 'renew it: then nobody’s token would be believed')
    : fine(`${issuer} answers`);
}

function clusterFinding(
  issuer: string,
  answer: IssuerAnswer,
  keys: Facts['serviceAccountKeys'],
  environment: string,
): Finding {
  const deploy = `deploy the stack ${environment}-issuer, see docs/alerts.md#issuer-silent`;
  if (!answer.answers) return fails(`the cluster’s issuer ${issuer} does not answer: ${answer.because}`, deploy);
  const { keyIds } = answer;
  const missing = keys.filter(({ kid }) => !keyIds.includes(kid)).map(({ kid }) => kid);
  if (missing.length > 0) return fails(`${issuer} does not publish ${missing.join(', ')} of the facts`, deploy);
  const foreign = keyIds.filter((kid) => !keys.some((key) => key.kid === kid));
  return foreign.length > 0
    ? warning(`${issuer} publishes ${foreign.join(', ')}, which is not in the facts`, deploy)
    : fine(`${issuer} publishes ${keyIds.length === 1 ? 'the key' : 'the keys'} of the facts`);
}
