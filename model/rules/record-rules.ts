import { findDomain, isWithin } from '../domain-names';
import type { Facts } from '../facts';
import { findingIf, type Finding } from '../finding';
import { madeRecords } from '../records/made-records';
import type { ProviderRecord } from '../records/zone-record';
import type { RecordsFile } from '../records-files';
import type { RecordDeclaration } from '../schema/records';
import type { Tenant } from '../tenant';
import { aliasCircleFindings } from './alias-circle-rules';
import { authorityFindings } from './authority-rules';
import { challengeRecordFindings } from './challenge-record-rules';
import { delegatedRecordFindings } from './delegated-record-rules';
import type { EnvironmentFile } from './findings';
import { recordPolicyFindings } from './record-policy-rules';
import { recordValueFindings } from './record-value-rules';

/** A finding in the file with the records of a domain. */
export interface RecordFinding extends Finding {
  readonly domain: string;
}

/** A declared record, and where. */
export interface DeclaredAt {
  readonly domain: string;
  readonly path: Finding['path'];
  readonly record: RecordDeclaration;
}

/** What each record is looked at beside. */
export interface RecordSurroundings {
  readonly domains: readonly string[];
  readonly declared: readonly DeclaredAt[];
  readonly made: readonly ProviderRecord[];
}

/** Declared records fit into their domain, beside one another, and beside those that services make. */
export function recordFindings(
  files: readonly Pick<RecordsFile, 'domain' | 'records'>[],
  environment: EnvironmentFile & { readonly tenants: readonly Tenant[] },
  facts: Partial<Facts>,
): readonly RecordFinding[] {
  const declared = files.flatMap(({ domain, records }) =>
    records.map((record, index) => ({ domain, path: ['records', index], record })),
  );
  if (declared.length === 0) return [];
  const around = { domains: environment.domains, declared, made: madeRecords(environment, facts) };
  return [
    ...declared.flatMap((each) =>
      [
        ...placeFindings(each, around),
        ...recordValueFindings(each),
        ...neighbourFindings(each, around),
        ...targetFindings(each, around),
        ...aliasCircleFindings(each, around),
        ...recordPolicyFindings(each, around),
      ].map((finding) => ({ ...finding, domain: each.domain })),
    ),
    ...authorityFindings(declared, environment),
    ...challengeRecordFindings(declared, environment),
  ];
}

/** The name is in the domain of the file, and that domain's name servers are asked for it. */
function placeFindings({ domain, path, record }: DeclaredAt, around: RecordSurroundings): readonly Finding[] {
  const { name, type } = record;
  const at = [...path, 'name'];
  const own = findDomain(name, around.domains);
  if (!isWithin(name, domain)) {
    const remedy =
      own === undefined ? `write a name below ${domain}, all of it` : `write it into records/${own}.yaml instead`;
    return [{ path: at, reason: `${name} is not in ${domain}`, remedy }];
  }
  if (own !== undefined && own !== domain) {
    return [{ path: at, reason: `${name} is in ${own}`, remedy: `write it into records/${own}.yaml instead` }];
  }
  if (name === domain && (type === 'CNAME' || type === 'NS')) {
    return type === 'CNAME'
      ? [
          {
            path: at,
            reason: 'is the apex of the domain, where DNS allows no alias',
            remedy: 'write A and AAAA records, or take a name below it such as www',
          },
        ]
      : [
          {
            path: at,
            reason: 'are the name servers of the domain itself, which its DNS provider keeps',
            remedy: 'remove it, and change them at the registrar',
          },
        ];
  }
  return delegatedRecordFindings({ domain, path, record }, around);
}

/** One name and type is written in one place, and an alias has no other record beside it. */
function neighbourFindings({ path, record }: DeclaredAt, { declared, made }: RecordSurroundings): readonly Finding[] {
  const { name, type } = record;
  const at = [...path, 'name'];
  const before = declared.slice(
    0,
    declared.findIndex((each) => each.record === record),
  );
  const twin = before.find((each) => each.record.name === name && each.record.type === type);
  const beside = made.filter(({ host }) => host === name);
  const same = beside.find((each) => each.type === type);
  const others = declared.filter((each) => each.record.name === name && each.record.type !== type);
  const alias =
    type === 'CNAME'
      ? [...others.map((each) => each.record.type), ...beside.map((each) => each.type)].find((each) => each !== 'CNAME')
      : undefined;
  const aliasBeside = type === 'CNAME' ? undefined : beside.find((each) => each.type === 'CNAME');
  return [
    ...findingIf(
      twin !== undefined,
      at,
      `${type} of ${name} is at records[${String(twin?.path.at(-1))}] already`,
      type === 'CNAME' ? 'remove one of them: a name is an alias of one other' : 'write the values there',
    ),
    // Texts of several parties share a name: each reads its own.
    ...findingIf(
      same !== undefined && type !== 'TXT',
      at,
      `the ${type} record of ${name} is made by this environment: ${same?.why ?? ''}`,
      'remove it here',
    ),
    ...findingIf(
      same !== undefined && type === 'TXT' && record.ttlSeconds !== undefined,
      [...path, 'ttlSeconds'],
      `is another than that of a text of this environment at ${name}: ${same?.why ?? ''}`,
      'leave it out: all texts of a name have one',
    ),
    ...findingIf(
      alias !== undefined,
      at,
      `${name} has a record of type ${alias ?? ''} too, and an alias stands alone`,
      'choose another name for one of them',
    ),
    ...findingIf(
      aliasBeside !== undefined,
      at,
      `${name} is an alias, and an alias stands alone: ${aliasBeside?.why ?? ''}`,
      'choose another name for this record',
    ),
  ];
}

/** Mail servers, name servers and services are named by hosts that have addresses. Source: RFC 2181, section 10.3; RFC 2782. */
function targetFindings({ path, record }: DeclaredAt, { declared, made }: RecordSurroundings): readonly Finding[] {
  const isAlias = (host: string) =>
    declared.some((each) => each.record.type === 'CNAME' && each.record.name === host) ||
    made.some((each) => each.type === 'CNAME' && each.host === host);
  return namedHosts(record).flatMap(({ host, step }, index) =>
    findingIf(
      isAlias(host),
      [...path, 'values', index, ...step],
      `${host} is an alias, which ${record.type} records may not lead to`,
      'write the name that it is an alias of, or one with addresses',
    ),
  );
}

function namedHosts(record: RecordDeclaration): readonly { readonly host: string; readonly step: readonly string[] }[] {
  switch (record.type) {
    case 'MX':
      return record.values === 'none' ? [] : record.values.map(({ host }) => ({ host, step: ['host'] }));
    case 'SRV':
      return record.values.map(({ target }) => ({ host: target, step: ['target'] }));
    case 'NS':
      return record.values.map((host) => ({ host, step: [] }));
    default:
      return [];
  }
}
