import { recordIssuers } from '../../lib/operations/issuers/record-issuers';
import { httpsIssuers } from '../issuers/https-issuers';
import { loadedEnvironment } from '../loaded-environment';
import { writeFacts } from '../write-facts';

/**
 * Asks the issuers of an environment that the account is to believe and that are part of the environment itself, and
 * records those that answer. The exit code is 1 when none of those that are still missing does.
 */
export async function recordIssuersCommand(name: string): Promise<void> {
  const { environment, facts: known } = loadedEnvironment(name);
  const { facts, asked } = await recordIssuers(environment, known, httpsIssuers());
  for (const { issuer, because } of asked) {
    console.log(because === undefined ? `${issuer} answers` : `${issuer} does not answer yet: ${because}`);
  }
  const answering = asked.filter(({ because }) => because === undefined);
  if (JSON.stringify(facts.answeringIssuers) !== JSON.stringify(known.answeringIssuers)) {
    const change = { before: known, after: facts, mayReplace: ['answeringIssuers'] as const };
    console.log(`recorded in ${writeFacts(environment, change)}`);
    console.log(`next: npm start, then npx cdk deploy -c environment=${name} ${name}-identity-providers`);
  } else if (asked.length === 0) {
    console.log('every issuer of ours is recorded; nothing changes');
  }
  if (asked.length > 0 && answering.length === 0) process.exitCode = 1;
}
