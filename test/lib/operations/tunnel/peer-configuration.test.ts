import { newWireguardKey, wireguardPublicKey } from '../../../../bin/new-wireguard-key';
import { peerConfiguration } from '../../../../lib/operations/tunnel/peer-configuration';
import { load } from '../../../support/environment-folder';
import { fullEnvironment } from '../../../support/full-environment';

const { environment } = load(fullEnvironment);
const { wireguard } = environment.access;
const facts = {
  wireguardAddress: '198.51.100.100',
  wireguardKey: '0Zt1oSzdDSfPLX6zVPqs9yGUvoWhZgFAKGLHxDFWPWM=',
  networkIpv6Block: '2001:db8:77:5600::/56',
};
const linesOf = (name: string, known: Partial<typeof facts> = {}) => {
  const peer = wireguard?.peers.find((each) => each.name === name);
  if (wireguard === undefined || peer === undefined) throw new Error(`no peer ${name}`);
  return peerConfiguration(peer, wireguard, environment, { ...facts, ...known }).split('\n');
};

test('a peer leads to the gateways what it may call, and nothing else', () => {
  expect(linesOf('monitoring').filter((line) => !line.startsWith('#'))).toEqual([
    '[Interface]',
    'PrivateKey = PRIVATE-KEY-OF-THIS-PEER',
    'Address = 10.8.0.2/24, fd5c:71b2:9e0a:8::2/64',
    'ListenPort = 51821',
    'MTU = 1420',
    '',
    '[Peer]',
    'PublicKey = 0Zt1oSzdDSfPLX6zVPqs9yGUvoWhZgFAKGLHxDFWPWM=',
    'Endpoint = 198.51.100.100:51820',
    // The gateways, the machines of the cluster for its API, and the subnets of the host, in both families.
    'AllowedIPs = 10.8.0.1/32, fd5c:71b2:9e0a:8::1/128, 10.0.0.0/20, 10.0.32.0/20, 10.0.64.0/20, 10.0.96.0/20, 10.0.20.0/22, 10.0.52.0/22, 2001:db8:77:5602::/64, 2001:db8:77:5622::/64',
    'PersistentKeepalive = 25',
    '',
  ]);
});

test('one that asks for names has the resolver of the VPC, and whoever calls it comes from where it expects', () => {
  const lines = linesOf('office');
  expect(lines).toContain('DNS = 10.0.0.2');
  expect(lines.some((line) => line.startsWith('ListenPort'))).toBe(false);
  expect(lines).toContain(
    'AllowedIPs = 10.8.0.1/32, 10.0.0.2/32, 10.0.20.0/22, 10.0.56.10/32, 10.0.120.10/32, 10.0.0.0/20, 10.0.32.0/20, 10.0.64.0/20, 10.0.96.0/20, 10.0.52.0/22',
  );
});

test('no line has a private key', () => {
  const key = newWireguardKey();
  expect(Buffer.from(key, 'base64')).toHaveLength(32);
  expect(wireguardPublicKey(key)).toMatch(/^[A-Za-z0-9+/]{43}=$/);
  expect(linesOf('office').filter((line) => line.startsWith('PrivateKey'))).toEqual([
    'PrivateKey = PRIVATE-KEY-OF-THIS-PEER',
  ]);
});
