import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { zoneFiles } from '../../lib/operations/zone-files';
import type { Environment } from '../../model/environment';
import type { Facts } from '../../model/facts';
import { fileProblem } from '../../model/file-problem';
import { throwProblems } from '../../model/problem';
import { home } from '../home';
import { Octodns } from './octodns';
import { providerCredential } from './provider-credential';
import { ZoneAtProvider } from './zone-at-provider';

/**
 * The zones of an environment that are at a provider of `dns.providers`, ready to be asked for.
 *
 * @param folder an empty folder for what octoDNS reads and writes
 * @param programs folder of octoDNS' programs; those of the search path if undefined
 * @throws ProblemsError when rendered files are not what the environment renders to, or octoDNS or a credential is missing
 */
export async function providedZones(
  environment: Environment,
  facts: Partial<Facts>,
  folder: string,
  programs: string | undefined,
): Promise<readonly ZoneAtProvider[]> {
  const { name, dns } = environment;
  const files = zoneFiles(environment, facts);
  throwProblems(files.flatMap(({ domain, text }) => staleness(name, domain, text)));
  const zones: ZoneAtProvider[] = [];
  for (const [index, provider] of dns.providers.entries()) {
    const octodns = new Octodns(programs, await providerCredential(environment, index));
    const own = files
      .filter(({ domain }) => provider.domains.includes(domain))
      .map(({ domain, text }) => {
        const place = join(folder, domain);
        mkdirSync(place);
        return new ZoneAtProvider({ environment: name, domain, provider, text, octodns, folder: place });
      });
    await own[0]?.checkVersions();
    zones.push(...own);
  }
  return zones;
}

/** What is pushed is what was reviewed: the rendered file. */
function staleness(environment: string, domain: string, text: string) {
  const path = `rendered/${environment}/dns/${domain}.zone`;
  const file = join(home.rendered, environment, 'dns', `${domain}.zone`);
  if (existsSync(file) && readFileSync(file, 'utf8') === text) return [];
  return [
    fileProblem(path, 'is not what the environment renders to', `npm start -- ${environment}, and have it reviewed`),
  ];
}
