import type { Immutable } from '../../../model/immutable';
import type { DnsProvider } from '../../../model/schema/dns';
import { providerPackages } from './octodns-packages';
import { ownershipLabel, ownershipText } from './ownership';

export interface OctodnsConfigProps {
  readonly environment: string;
  readonly domain: string;
  readonly provider: Immutable<DnsProvider>;
  /** Folder with the zone file of the domain; plans are written into it too. */
  readonly folder: string;
  /**
   * Whether records of others are left alone, so that a plan can be carried out. A plan without that tells what the provider has
   * besides.
   */
  readonly guarded: boolean;
}

/** Environment variable by which octoDNS gets the token or the key: its configuration names it, and no file holds the value. */
export const credentialVariable = 'COMMONS_DNS_CREDENTIAL';

/** Names of the files into which octoDNS writes a plan: all changes, and whether there is a zone at all. */
export const planFiles = { changes: 'plan.json', zone: 'plan.md' } as const;

/**
 * Configuration of octoDNS for one zone. A plan has a checksum, and only the plan with that checksum is carried out. Sources:
 * octodns/octodns:README.md, octodns/manager.py, octodns/processor/ownership.py; README.md of each provider's package.
 */
export const octodnsConfig = ({ environment, domain, provider, folder, guarded }: OctodnsConfigProps) => ({
  manager: {
    enable_checksum: true,
    plan_outputs: {
      changes: { class: 'octodns.provider.plan.PlanJson', output_filename: `${folder}/${planFiles.changes}` },
      zone: { class: 'octodns.provider.plan.PlanMarkdown', output_filename: `${folder}/${planFiles.zone}` },
    },
  },
  processors: {
    ownership: {
      class: 'octodns.processor.ownership.OwnershipProcessor',
      txt_name: ownershipLabel,
      txt_value: ownershipText(environment),
      txt_ttl: 3600,
      // Marks of removed records are in the file until those are gone.
      should_replace: true,
    },
  },
  providers: {
    rendered: {
      class: 'octodns_bind.ZoneFileSource',
      directory: folder,
      file_extension: '.zone',
      // The file has no SOA and NS records.
      check_origin: false,
    },
    provider: { class: providerPackages[provider.kind].provider, ...settingsFor(provider) },
  },
  zones: {
    [`${domain}.`]: {
      sources: ['rendered'],
      targets: ['provider'],
      ...(guarded ? { processors: ['ownership'] } : {}),
    },
  },
});

const credential = `env/${credentialVariable}`;

function settingsFor(provider: Immutable<DnsProvider>): Readonly<Record<string, string | number | boolean>> {
  switch (provider.kind) {
    case 'rfc2136': {
      const { server, port, key } = provider;
      return { host: server, port, key_name: key.name, key_secret: credential, key_algorithm: key.algorithm };
    }
    case 'route53':
      return { private: false, ...(provider.profile === undefined ? {} : { profile: provider.profile }) };
    case 'cloudflare':
      // Page rules are none of ours, and would need further rights.
      return { token: credential, pagerules: false };
    case 'desec':
    case 'gandi':
      return { token: credential };
  }
}
