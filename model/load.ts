import { existsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { environmentSchema, type Environment } from './environment';
import type { Facts } from './facts';
import { readFacts } from './facts-file';
import { ansibleRoles, type AnsibleRole } from './ansible-roles';
import { imagesFileSchema } from './images';
import { deepFreeze } from './immutable';
import type { DeclaredService } from './kinds/declared-service';
import type { ServiceKinds } from './kinds/service-kind';
import { knownEnvironment } from './known-environment';
import { withMailHost } from './mail/mail-host-entry';
import { ProblemsError, type Problem } from './problem';
import { cacheUserWarnings } from './rules/cache-rules';
import { sharedConnectionWarnings } from './rules/shared-connection-rules';
import type { Finding } from './finding';
import { deniedFindings, expiredDenials } from './rules/deny-rules';
import type { TenantFinding } from './rules/findings';
import { issuerWarnings } from './rules/issuer-warnings';
import { groupWarnings, tenantGroupWarnings } from './rules/group-rules';
import { keptHostFindings } from './rules/kept-host-rules';
import { gatewayKeyFindings } from './rules/wireguard-rules';
import { mailPolicyWarnings } from './rules/mail-policy-rules';
import { recordFindings, type RecordFinding } from './rules/record-rules';
import { unpinnedOperators } from './rules/operator-rules';
import type { PlacedEnvironment } from './rules/shared-accounts';
import { environmentWarnings, reviewsDue, tenantWarnings } from './rules/warnings';
import { ruleFindings } from './rules/rule-findings';
import { readRecords, recordsFolder, type RecordsFile } from './records-files';
import { validate } from './schema-problems';
import { shortName } from './schema/fields';
import { expiringKeys, readSigningKeys, signers } from './signing-keys';
import { sortZones } from './sort-zones';
import { isForDocumentation, reservedNameWarnings } from './reserved-names';
import { SourceFile } from './source-file';
import { readStateful, type StatefulFile } from './stateful-file';
import { readTenants, type TenantFile } from './tenant-files';
import { environmentFolders, unreadInEnvironment } from './unread-files';

/** A loaded environment with the facts that are known so far. */
export interface LoadedEnvironment<Service extends DeclaredService = DeclaredService> {
  readonly environment: Environment<Service>;
  /** Empty before the first deploy. */
  readonly facts: Partial<Facts>;
  readonly stateful: StatefulFile;
  /** Roles of Ansible of the home's own, in its folder beside the environments. */
  readonly roles: readonly AnsibleRole[];
  readonly warnings: readonly Problem[];
  /** Problems for tenants whose review day is before `today`; a separate function, because it depends on the date. */
  readonly reviewsDue: (today: string) => readonly Problem[];
  /** Warnings for denied blocks whose last day is before `today`. */
  readonly denialsDue: (today: string) => readonly Problem[];
  /** Signing keys that have expired on that day, and those that expire soon. */
  readonly keysDue: (today: string) => ReturnType<typeof expiringKeys>;
  /** Converts findings about tenants to problems with file and line. */
  readonly inTenants: (findings: readonly TenantFinding[]) => readonly Problem[];
}

/**
 * Names of all environments below `folder`, in order.
 *
 * @throws ProblemsError with files and folders beside them that look like environments and cannot be read.
 */
export function environmentNames(folder: string): readonly string[] {
  const { names, unread } = environmentFolders(folder);
  if (unread.problems.length > 0) throw new ProblemsError(unread.problems);
  return names;
}

const placedSchema = z.looseObject({
  account: z.string(),
  region: z.string().optional().catch(undefined),
  access: z.looseObject({ sessions: z.looseObject({}) }).catch({ sessions: {} }),
  hosts: z.looseObject({ machines: z.array(z.unknown()) }).catch({ machines: [] }),
  directory: z.unknown().optional(),
});

/** Where all environments below `folder` are, as far as their files can be read; those that name no account are left out. */
export const placedEnvironments = (folder: string): readonly PlacedEnvironment[] =>
  environmentFolders(folder).names.flatMap((name) => {
    const file = join(folder, name, 'environment.yaml');
    if (statSync(file, { throwIfNoEntry: false })?.isFile() !== true) return [];
    const { data } = placedSchema.safeParse(SourceFile.read(file, `environments/${name}/environment.yaml`).value);
    return data === undefined ? [] : [{ ...data, name }];
  });

/** Warnings about files beside the environments below `folder` that are not read, and probably need not be. */
export const homeWarnings = (folder: string): readonly Problem[] => environmentFolders(folder).unread.warnings;

/**
 * Reads, checks and freezes the environment `name` below `folder`, whose tenants run services of these kinds.
 *
 * @example
 * const { environment, facts } = loadEnvironment('environments', 'production', kinds);
 *
 * @throws ProblemsError with the problems of all files of the environment.
 */
export function loadEnvironment<Service extends DeclaredService>(
  folder: string,
  name: string,
  kinds: ServiceKinds<Service>,
): LoadedEnvironment<Service> {
  const unread = unreadInEnvironment(folder, knownEnvironment(folder, name));
  const blocked = unread.problems.filter(({ file }) => file.split('/').length === 3 && ownFile.test(file));
  if (blocked.length > 0) throw new ProblemsError(unread.problems);

  const read = (...path: string[]) =>
    SourceFile.read(join(folder, name, ...path), ['environments', name, ...path].join('/'));
  const file = read('environment.yaml');
  const checked = validate(environmentSchema, file);
  const parsed = 'value' in checked ? { ...checked.value, name } : undefined;
  const { tenantFiles, problems: tenantProblems } = readTenants(
    join(folder, name, 'tenants'),
    (path) => read('tenants', path),
    kinds,
  );
  const tenants = tenantFiles.map(({ tenant }) => tenant);
  const inTenants = (findings: readonly TenantFinding[]) =>
    findings.flatMap((finding) => locateInTenant(tenantFiles, finding));
  const byRules = parsed === undefined ? undefined : ruleFindings(parsed, tenants);
  const facts = existsSync(join(folder, name, 'facts.json')) ? read('facts.json') : undefined;
  const images = existsSync(join(folder, name, 'images.yaml'))
    ? validate(imagesFileSchema, read('images.yaml'))
    : { value: {} };

  const declared = readRecords(join(folder, name), parsed?.domains, (path) => read(recordsFolder, path));
  const roles = ansibleRoles(dirname(folder));
  const signing = readSigningKeys(join(folder, name), name, parsed === undefined ? undefined : signers(parsed));
  const problems = [
    ...unread.problems,
    ...signing.problems,
    ...('problems' in checked ? checked.problems : []),
    ...nameProblems(name, file),
    ...tenantProblems,
    ...declared.problems,
    ...(byRules?.environment ?? []).map((finding) => locate(file, finding)),
    ...inTenants(byRules?.tenants ?? []),
  ];
  const recorded = facts === undefined ? { value: {} } : readFacts(facts, name, parsed);
  if ('problems' in recorded) problems.push(...recorded.problems);
  if (parsed !== undefined) {
    const known = 'value' in recorded ? recorded.value : {};
    const findings = [...deniedFindings(parsed, known), ...gatewayKeyFindings(parsed, known.wireguardKey)];
    problems.push(
      ...findings.map((finding) => locate(file, finding)),
      ...keptHostFindings(parsed, roles).map((finding) => locate(file, finding)),
      ...recordFindings(declared.files, { ...parsed, tenants }, known).flatMap((finding) =>
        locateInRecords(declared.files, finding),
      ),
    );
  }
  if ('problems' in images) problems.push(...images.problems);
  const stateful = readStateful(folder, name);
  if ('problems' in stateful) problems.push(...stateful.problems);
  const isWhole = 'value' in recorded && 'value' in images && 'value' in stateful;
  if (parsed === undefined || problems.length > 0 || !isWhole) throw new ProblemsError(problems);

  return {
    // Only now: places of problems are those of the file.
    environment: deepFreeze({
      ...withMailHost(sortZones(parsed)),
      tenants,
      records: declared.files.flatMap(({ records }) => records),
      images: images.value,
      signingKeys: signing.keys,
    }),
    facts: deepFreeze(recorded.value),
    stateful: stateful.value,
    roles,
    warnings: [
      ...unread.warnings,
      ...[
        ...environmentWarnings(parsed),
        ...cacheUserWarnings(parsed, tenants),
        ...sharedConnectionWarnings(parsed, tenants),
        ...issuerWarnings(parsed, recorded.value),
        ...groupWarnings(parsed),
        ...mailPolicyWarnings(parsed, tenants),
        ...unpinnedOperators({ ...parsed, tenants }, recorded.value),
      ].map((finding) => locate(file, finding)),
      ...inTenants([...tenantWarnings(tenants, parsed), ...tenantGroupWarnings(tenants, parsed)]),
      ...(isForDocumentation(parsed.domains)
        ? []
        : [file, ...tenantFiles.map(({ source }) => source)].flatMap(reservedNameWarnings)),
    ],
    reviewsDue: (today) => inTenants(reviewsDue(tenants, today)),
    denialsDue: (today) => expiredDenials(parsed, name, today).map((finding) => locate(file, finding)),
    keysDue: (today) => expiringKeys(name, signing.keys, today),
    inTenants,
  };
}

/** Files of the environment itself; if one of them cannot be read, only its problems are reported. */
const ownFile = /\/(environment\.yaml|facts\.json|images\.yaml|stateful\.yaml|tenants|records|signing-keys)$/;

function nameProblems(name: string, file: SourceFile): readonly Problem[] {
  return shortName(12).safeParse(name).success
    ? []
    : [
        file.problem(
          [],
          `${name} is not a name for an environment`,
          'name the folder with at most 12 lower-case letters, digits and hyphens',
        ),
      ];
}

const locate = (file: SourceFile, { path, reason, remedy }: Finding): Problem => file.problem(path, reason, remedy);

function locateInTenant(files: readonly TenantFile[], finding: TenantFinding): readonly Problem[] {
  const found = files.find(({ tenant }) => tenant.name === finding.tenant);
  return found === undefined ? [] : [locate(found.source, finding)];
}

function locateInRecords(files: readonly RecordsFile[], finding: RecordFinding): readonly Problem[] {
  const found = files.find(({ domain }) => domain === finding.domain);
  return found === undefined ? [] : [locate(found.source, finding)];
}
