import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { octodnsConfig } from '../../lib/operations/dns/octodns-config';
import { packagesFor } from '../../lib/operations/dns/octodns-packages';
import { markedSet, markName, ownershipText, type RecordSet } from '../../lib/operations/dns/ownership';
import { compareZone, type ZoneComparison } from '../../lib/operations/dns/zone-comparison';
import type { ZoneChange } from '../../lib/operations/dns/zone-plan';
import { parseZone } from '../../lib/parse-zone';
import { AwsCallError } from '../../lib/operations/aws-call-error';
import { isWithin } from '../../model/domain-names';
import { blockYaml } from '../../model/formats/block-yaml';
import type { Immutable } from '../../model/immutable';
import type { DnsProvider } from '../../model/schema/dns';
import type { Octodns, OctodnsPlan } from './octodns';

export interface ZoneAtProviderProps {
  readonly environment: string;
  readonly domain: string;
  readonly provider: Immutable<DnsProvider>;
  /** The rendered zone file. */
  readonly text: string;
  readonly octodns: Octodns;
  /** A new folder of this zone alone. */
  readonly folder: string;
}

/** How a zone at its provider differs from the rendered file. */
export interface ZoneState extends ZoneComparison {
  /** Changes of records of ours; marks are not among them. */
  readonly changes: readonly ZoneChange[];
  /** Records that are there as declared, and become ours. */
  readonly adopted: readonly RecordSet[];
  /** What may be carried out; without a checksum there is nothing to do. */
  readonly plan: OctodnsPlan;
}

/** A zone of a registered domain at its DNS provider, which octoDNS reads and changes. */
export class ZoneAtProvider {
  readonly domain: string;

  constructor(private readonly props: ZoneAtProviderProps) {
    this.domain = props.domain;
  }

  contains(host: string): boolean {
    return isWithin(host, this.domain);
  }

  /** @throws ProblemsError with what has to be installed */
  async checkVersions(): Promise<void> {
    const { octodns, provider } = this.props;
    this.writeZone([]);
    await octodns.checkVersions(this.writeConfig('guarded'), packagesFor(provider));
  }

  /** @throws AwsCallError when the provider does not answer, or has no such zone */
  async compare(takeOver: readonly string[]): Promise<ZoneState> {
    const { environment, domain, text, octodns, folder } = this.props;
    this.writeZone([]);
    const all = await octodns.plan(this.writeConfig('unguarded'), folder);
    if (all.makesZone) {
      const remedy = `make the zone ${domain} there first, with the account that dns.providers names`;
      throw new AwsCallError('dry run of octodns-sync', `found no zone ${domain} at the provider`, remedy);
    }
    const { records: wanted } = parseZone(text);
    const comparison = compareZone({ environment, domain, wanted, changes: all.changes, takeOver });
    if (comparison.conflicts.length > 0) {
      return { ...comparison, changes: [], adopted: [], plan: { changes: [], checksum: undefined, makesZone: false } };
    }
    this.writeZone(comparison.leaving);
    const plan = await octodns.plan(this.writeConfig('guarded'), folder);
    const changes = plan.changes.filter(({ name }) => markedSet(name) === undefined);
    const adopted = plan.changes.flatMap(({ kind, name }) => {
      const set = kind === 'create' ? markedSet(name) : undefined;
      const isChanged = changes.some((change) => change.name === set?.name && change.type === set.type);
      return set === undefined || isChanged ? [] : [set];
    });
    return { ...comparison, changes, adopted, plan };
  }

  /**
   * Carries out what `compare` found, and checks that nothing is left to do. Marks of removed records go last: a run that ends before
   * knows by them what is still to be removed.
   *
   * @param much whether more than 30 % of the zone may change or go
   * @throws AwsCallError when the provider refuses, or the zone has changed meanwhile
   */
  async push({ plan, leaving }: ZoneState, much: boolean): Promise<void> {
    const { octodns, folder, domain } = this.props;
    if (plan.checksum !== undefined) await octodns.carryOut(this.writeConfig('guarded'), plan.checksum, much);
    this.writeZone([]);
    const config = this.writeConfig('guarded');
    const after = await octodns.plan(config, folder);
    const names = new Set(leaving.map(markName));
    const isMark = ({ kind, name }: ZoneChange) => kind === 'delete' && names.has(name);
    if (after.checksum !== undefined && after.changes.every(isMark)) {
      await octodns.carryOut(config, after.checksum, true);
    } else if (after.checksum !== undefined) {
      const left = after.changes.filter((change) => !isMark(change)).map(({ name, type }) => `${type} ${name || '@'}`);
      const reason = `left ${left.length} changes of ${domain} undone: ${left.slice(0, 3).join(', ')}`;
      throw new AwsCallError('octodns-sync', reason, 'run the command again, and see what the provider refuses');
    }
  }

  /** @param kept records that are not in the file, and whose marks stay nevertheless */
  private writeZone(kept: readonly RecordSet[]): void {
    const { folder, domain, text, environment } = this.props;
    const marks = kept.map((set) => `${markName(set)} IN TXT "${ownershipText(environment)}"\n`).join('');
    writeFileSync(join(folder, `${domain}.zone`), `${text}${marks}`);
  }

  private writeConfig(kind: 'guarded' | 'unguarded'): string {
    const { environment, domain, provider, folder } = this.props;
    const file = join(folder, `${kind}.yaml`);
    writeFileSync(
      file,
      blockYaml(octodnsConfig({ environment, domain, provider, folder, guarded: kind === 'guarded' })),
    );
    return file;
  }
}
