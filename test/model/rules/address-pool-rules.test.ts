import { changed, minimalEnvironment, report } from '../../support/environment-folder';

const pooled = (pool: string, environment = minimalEnvironment) =>
  report({
    'environment.yaml': changed(
      environment,
      '  block: 10.0.0.0/16\n',
      `  block: 10.0.0.0/16\n  addressPool: ${pool}\n`,
    ),
  })
    .filter((_, index) => index % 2 === 0)
    .map((line) => line.replace(/^\S+ /, ''));
const id = 'ipv4pool-ec2-012345678abcdef01';

test.each<[string, readonly string[]]>([
  [`{ id: ${id}, for: [nat] }`, []],
  ['{ id: amazon, for: [nat] }', ['network.addressPool.id: is not the id of a pool']],
  [`{ id: ${id}, for: [nat, nat] }`, ['network.addressPool.for[1]: repeats for[0]']],
  [
    `{ id: ${id}, for: [git-ssh, ports, hosts] }`,
    [
      'network.addressPool.for[0]: is git-ssh, and the environment has no gitlab',
      'network.addressPool.for[1]: is ports, and the environment has no edge.ports',
      'network.addressPool.for[2]: is hosts, and no host of hosts.machines has a public address',
    ],
  ],
  [
    `{ id: ${id}, for: [routers] }`,
    ['network.addressPool.for[0]: is routers, and a classic balancer takes no address of one’s own'],
  ],
])('%s', (pool, expected) => {
  expect(pooled(pool)).toEqual(expected);
});

test('a network balancer of the cluster takes none either, because the cluster makes it', () => {
  const network = changed(
    minimalEnvironment,
    '  baseDomain: openshift.commons.example\n',
    '  baseDomain: openshift.commons.example\n  ingress: { balancer: network }\n',
  );
  expect(pooled(`{ id: ${id}, for: [routers] }`, network)).toEqual([
    'network.addressPool.for[0]: is routers, and the cluster makes that balancer, with addresses of AWS',
  ]);
});
