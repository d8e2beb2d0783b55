import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Environment } from '../../model/environment';
import { fileProblem } from '../../model/file-problem';
import { throwProblems } from '../../model/problem';
import { loadedEnvironment } from '../loaded-environment';
import { removeTemporaryFolder, temporaryFolder } from '../temporary-folders';
import { providedZones } from './provided-zones';
import type { ZoneAtProvider, ZoneState } from './zone-at-provider';
import { zoneReport } from './zone-report';

export interface DnsOptions {
  /**
   * Folder of octoDNS' programs.
   * @default those of the search path
   */
  readonly octodns?: string;
}

/** A zone with what was found at its provider. */
export interface ComparedZone {
  readonly zone: ZoneAtProvider;
  readonly state: ZoneState;
}

/**
 * Compares all zones of an environment with their providers, prints how they differ, and calls `use` with them.
 *
 * @param takeOver full names whose records at the provider become ours
 * @throws ProblemsError with all records of others that are in the way; then `use` is not called
 */
export async function withZoneStates(
  name: string,
  { octodns }: DnsOptions,
  takeOver: readonly string[],
  use: (zones: readonly ComparedZone[]) => Promise<void>,
): Promise<void> {
  const { environment, facts } = loadedEnvironment(name);
  const folder = temporaryFolder(join(tmpdir(), 'commons-dns-'));
  try {
    const zones = await providedZones(environment, facts, folder, octodns);
    const compared: ComparedZone[] = [];
    for (const zone of zones) compared.push({ zone, state: await zone.compare(takeOver) });
    for (const { zone, state } of compared) console.log(`${zoneReport(zone.domain, state)}\n`);
    for (const domain of byHand(environment)) {
      console.log(`${domain}: at no provider of dns.providers; give it rendered/${name}/dns/${domain}.zone`);
    }
    throwProblems(
      compared.flatMap(({ zone, state }) =>
        state.conflicts.map(({ reason, remedy }) =>
          fileProblem(`rendered/${name}/dns/${zone.domain}.zone`, reason, remedy),
        ),
      ),
    );
    await use(compared);
  } finally {
    removeTemporaryFolder(folder);
  }
}

/** Registered domains that no provider of the environment file keeps. */
const byHand = ({ domains, dns }: Environment): readonly string[] =>
  domains.filter((domain) => !dns.providers.some((provider) => provider.domains.includes(domain)));
