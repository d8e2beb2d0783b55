import { filledSecrets, type FilledSecret } from '../../../../lib/operations/tenant-secrets/filled-secrets';
import { planSecrets, type SecretPlanProps } from '../../../../lib/operations/tenant-secrets/secret-plan';

const pair = { kind: 'vapid', private: 'KEY', public: 'KEY_PUB' } as const;
const web: FilledSecret = {
  service: 'web',
  name: 'testing/site/web',
  keys: ['TOKEN', 'MAIL', 'KEY', 'KEY_PUB'],
  pairs: [pair],
};
const bot: FilledSecret = { service: 'bot', name: 'testing/site/bot', keys: ['MAIL'], pairs: [] };

const given = (written: string, line = 1) => ({ written, value: `value of ${written}`, line });

const plan = ({ held = new Map(), ...others }: Partial<SecretPlanProps>) =>
  planSecrets({ secrets: [web, bot], held, given: [], file: 'values.env', replace: [], ...others });

const holding = (...keys: readonly string[]) =>
  new Map([[web.name, Object.fromEntries(keys.map((key) => [key, `old ${key}`]))]]);

test('the services of a tenant with such a secret have one each', () => {
  const services = [
    { name: 'web', needs: { typedIn: web.keys, keyPairs: [pair] } },
    { name: 'bot', needs: { typedIn: ['MAIL'] } },
    { name: 'none', needs: { typedIn: [] } },
  ];
  const name = (tenant: string, service: string) => `testing/${tenant}/${service}`;
  expect(filledSecrets({ name: 'site', services }, name)).toEqual([web, bot]);
});

test('what is missing is asked for, and a pair is made', () => {
  expect(plan({})).toEqual([
    { secret: web, set: {}, make: [pair], ask: ['TOKEN', 'MAIL'] },
    { secret: bot, set: {}, make: [], ask: ['MAIL'] },
  ]);
});

test('what is there stays, and what is given is set', () => {
  expect(plan({ held: holding('TOKEN', 'KEY', 'KEY_PUB'), given: [given('web/MAIL')] })).toEqual([
    { secret: web, set: { MAIL: 'value of web/MAIL' }, make: [], ask: [] },
    { secret: bot, set: {}, make: [], ask: ['MAIL'] },
  ]);
});

test('a value that is given as it is there changes nothing', () => {
  const held = new Map([[web.name, { TOKEN: 'value of TOKEN' }]]);
  expect(plan({ held, given: [given('TOKEN')] })[0]).toMatchObject({ set: {}, ask: ['MAIL'] });
});

test('what may be replaced is given, asked for or made', () => {
  const held = holding(...web.keys);
  const [first] = plan({ held, given: [given('TOKEN')], replace: ['TOKEN', 'web/MAIL', 'KEY', 'KEY_PUB'] });
  expect(first).toEqual({ secret: web, set: { TOKEN: 'value of TOKEN' }, make: [pair], ask: ['MAIL'] });
});

test('a pair may be given, both keys of it', () => {
  expect(plan({ given: [given('KEY'), given('KEY_PUB')] })[0]).toMatchObject({
    set: { KEY: 'value of KEY', KEY_PUB: 'value of KEY_PUB' },
    make: [],
  });
});

test.each<[string, Partial<SecretPlanProps>, string]>([
  [
    'a value of several services',
    { given: [given('MAIL', 3)] },
    'values.env:3:1 MAIL is a value of several services\n    name one: web/MAIL or bot/MAIL',
  ],
  [
    'a name that nobody lists',
    { given: [given('TOKNE', 2)] },
    'values.env:2:1 TOKNE is no value that people give\n    did you mean TOKEN?',
  ],
  ['a wrong name to replace', { replace: ['other/MAIL'] }, '--replace:1:1 other/MAIL is no value that people give'],
  [
    'a value that is there',
    { held: holding('TOKEN'), given: [given('TOKEN', 4)] },
    'values.env:4:1 web/TOKEN has a value already\n    to overwrite it: --replace web/TOKEN',
  ],
  [
    'half a pair that is there',
    { held: holding('KEY') },
    'web/KEY:1:1 has a value, and the other of the keys web/KEY and web/KEY_PUB has none that stays\n    to have a new pair made: --replace web/KEY --replace web/KEY_PUB',
  ],
  [
    'half a pair to replace',
    { held: holding('KEY', 'KEY_PUB'), replace: ['KEY'] },
    'web/KEY_PUB:1:1 has a value, and the other of the keys',
  ],
  [
    'half a pair that is given',
    { given: [given('KEY')] },
    'values.env:1:1 gives one of the keys web/KEY and web/KEY_PUB alone\n    give both, or none to have a new pair made',
  ],
])('%s is refused', (_, props, message) => {
  expect(() => plan(props)).toThrow(message);
});

test('a half that is there is replaced by a whole pair, when both are named', () => {
  expect(plan({ held: holding('KEY'), replace: ['KEY', 'KEY_PUB'] })[0]).toMatchObject({ make: [pair] });
});

test('all that is wrong is said at once, and no value of it', () => {
  const wrong = () =>
    plan({ held: holding('TOKEN', 'KEY'), given: [given('TOKEN'), given('NOBODY')], replace: ['x/y'] });
  for (const part of ['web/TOKEN has', 'NOBODY is no', 'x/y is no', 'web/KEY:1:1 has']) expect(wrong).toThrow(part);
  expect(wrong).not.toThrow('value of TOKEN');
});
