import { minimalEnvironment, report } from '../../support/environment-folder';

const shielded = (shield: string, budget = '4000') =>
  report({
    'environment.yaml': `${minimalEnvironment.replace('monthlyBudget: 1000', `monthlyBudget: ${budget}`)}  shield: ${shield}\n`,
  })
    .filter((_, index) => index % 2 === 0)
    .map((line) => line.replace(/^\S+ /, ''));

test.each<[string, readonly string[]]>([
  ['{ monthlyCost: 3000, protect: [nat, zones] }', []],
  ["{ monthlyCost: { paidElsewhere: 'The foundation pays' }, protect: [nat] }", []],
  [
    '{ monthlyCost: 3000, protect: [git-ssh, ports, hosts, single-sign-on] }',
    [
      'edge.shield.protect[0]: is git-ssh, and the environment has no gitlab',
      'edge.shield.protect[1]: is ports, and the environment has no edge.ports',
      'edge.shield.protect[2]: is hosts, and no host of hosts.machines has a public address',
      'edge.shield.protect[3]: is single-sign-on, and single sign-on has no balancer of its own',
    ],
  ],
  ['{ monthlyCost: 3000, protect: [nat, nat] }', ['edge.shield.protect[1]: repeats protect[0]']],
])('%s', (shield, expected) => {
  expect(shielded(shield)).toEqual(expected);
});

test('what it costs is written down, and part of the budget', () => {
  expect(shielded('{ monthlyCost: 30, protect: [nat] }')).toEqual([
    'edge.shield.monthlyCost: is not what AWS asks, 3000 US dollars a month for a year at least',
  ]);
  expect(shielded('{ monthlyCost: 3000, protect: [nat] }', '3000')).toEqual([
    'observability.monthlyBudget: is no more than Shield Advanced costs alone, 3000 US dollars a month',
  ]);
  expect(shielded("{ monthlyCost: { paidElsewhere: 'The foundation pays' }, protect: [nat] }", '100')).toEqual([]);
});
