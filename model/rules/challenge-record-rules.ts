import { findChallengeProvider } from '../challenge-zones';
import { findingIf } from '../finding';
import { webRecords } from '../records/web-records';
import type { Tenant } from '../tenant';
import type { EnvironmentFile } from './findings';
import type { DeclaredAt, RecordFinding } from './record-rules';

/** No declared record is at a name at which cert-manager answers challenges: it would be in the way, or a push would remove the answer. */
export function challengeRecordFindings(
  declared: readonly DeclaredAt[],
  environment: EnvironmentFile & { readonly tenants: readonly Tenant[] },
): readonly RecordFinding[] {
  const answered = new Map<string, string>(
    webRecords(environment).flatMap(({ host }) => {
      const provider = findChallengeProvider(host, environment);
      return provider === undefined ? [] : [[`_acme-challenge.${host}`, provider.name]];
    }),
  );
  return declared.flatMap(({ record: { name, type }, path, domain }) =>
    findingIf(
      answered.has(name) && ['CNAME', 'NS', 'TXT'].includes(type),
      [...path, 'name'],
      `challenges for a host of this environment are answered at ${name}: certificates.challenges, ${answered.get(name) ?? ''}`,
      'remove the record: cert-manager writes there itself',
    ).map((finding) => ({ ...finding, domain })),
  );
}
