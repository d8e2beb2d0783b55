import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { addresses, type TwoMachines } from './two-machines';

/** Zone in which challenges are answered, as a zone of the cluster would be, and where the name server has it. */
export const challengeZone = { name: 'openshift.commons.example', file: '/etc/nsd-cluster.zone' } as const;

const acmePort = 14000;

/** Certificate of what stands in the place of others on the internet, which trusts itself. */
const certificate = { file: '/etc/world.crt', key: '/etc/world.key' } as const;

/** Name of Route 53's API, which leads to the stand-in. */
export const route53Host = 'route53.amazonaws.com';

/** Days that its certificates are valid: fewer than those in which a host renews them. */
const validDays = 20;

/** What the host has in its environment to ask this authority, and the stand-in for Route 53, in place of those on the internet. */
export const authorityVariables: Readonly<Record<string, string>> = {
  LEGO_CA_CERTIFICATES: certificate.file,
  AWS_CA_BUNDLE: certificate.file,
  AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE',
  AWS_SECRET_ACCESS_KEY: 'example',
  AWS_POLLING_INTERVAL: '1',
};

/** Starts Pebble, Let's Encrypt's server for tests, which looks challenges up at the world's name server, and the stand-in. */
export function startAuthority(machines: TwoMachines): void {
  const { file, key } = certificate;
  const names = `subjectAltName=IP:${addresses.world},DNS:${route53Host}`;
  const words = 'req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=world';
  machines.run('world', ['openssl', ...words.split(' '), '-addext', names, '-keyout', key, '-out', file]);
  machines.write('/opt/route53.py', readFileSync(join(__dirname, 'route53.py'), 'utf8'));
  const zone = [challengeZone.name, challengeZone.file, '/run/nsd.pid'];
  machines.daemon('world', 'python3', '/opt/route53.py', addresses.world, file, key, ...zone);
  const pebble = {
    listenAddress: `${addresses.world}:${acmePort}`,
    managementListenAddress: `${addresses.world}:15000`,
    certificate: file,
    privateKey: key,
    httpPort: 5002,
    tlsPort: 5001,
    ocspResponderURL: '',
    externalAccountBindingRequired: false,
    certificateValidityPeriod: validDays * 86_400,
  };
  machines.write('/etc/pebble.json', JSON.stringify({ pebble }));
  const program = ['/usr/bin/pebble', '-config', '/etc/pebble.json', '-dnsserver', `${addresses.world}:53`];
  machines.daemon('world', 'env', 'PEBBLE_VA_NOSLEEP=1', ...program);
  // lego asks Let's Encrypt, unless its words name another authority.
  machines.write(
    '/usr/local/sbin/lego',
    `#!/bin/sh\nexec /usr/bin/lego --server https://${addresses.world}:${acmePort}/dir "$@"\n`,
  );
}
