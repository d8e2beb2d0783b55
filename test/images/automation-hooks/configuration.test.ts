import { configurationFrom } from '../../../images/automation-hooks/src/configuration';

const hook = {
  name: 'request',
  project: 'infrastructure/accounts',
  on: ['issue'],
  template: 'hooks-hook-request',
  token: 'TOKEN_REQUEST',
};
const token = 'x'.repeat(64);
const hooks = (...list: readonly object[]) => ({ HOOKS: JSON.stringify(list) });
const complete = { ACCOUNT: 'accounts-bot', TOKEN_REQUEST: token, ...hooks(hook) };

test('what is left out is right for a pod', () => {
  expect(configurationFrom(complete)).toEqual({
    port: 8080,
    account: 'accounts-bot',
    hooks: [{ ...hook, token }],
    runsPerMinute: 30,
    maxBytes: 16 * 1024 * 1024,
    bodySeconds: 5,
    maxBodies: 64,
    api: 'https://kubernetes.default.svc',
    // A pod has 512 MiB.
    maxHeldBytes: 128 * 1024 * 1024,
    limits: { headerSeconds: 10, requestSeconds: 20, idleSeconds: 60, maxConnections: 1024 },
    serviceAccount: '/var/run/secrets/kubernetes.io/serviceaccount',
  });
});

test.each<[string, Record<string, string | undefined>, RegExp]>([
  ['no hook', hooks(), /^HOOKS: /],
  ['hooks that are no JSON', { HOOKS: '[' }, /^HOOKS: is no JSON/],
  ['two hooks of one name', hooks(hook, hook), /HOOKS: request is there twice/],
  ['a project without a group', hooks({ ...hook, project: 'accounts' }), /^HOOKS.0.project: is no path/],
  ['an event nobody knows', hooks({ ...hook, on: ['push'] }), /^HOOKS.0.on.0: /],
  ['a template that leaves no place in its name', hooks({ ...hook, template: 'a'.repeat(43) }), /^HOOKS.0.template/],
  ['no token', { TOKEN_REQUEST: undefined }, /^TOKEN_REQUEST: has fewer than 32/],
  ['a token that can be guessed', { TOKEN_REQUEST: 'secret' }, /^TOKEN_REQUEST: has fewer than 32/],
  ['a signing token without a key', { TOKEN_REQUEST: `whsec_${'!'.repeat(40)}` }, /^TOKEN_REQUEST: /],
  ['a signing token that was cut', { TOKEN_REQUEST: `whsec_${'A'.repeat(30)}` }, /^TOKEN_REQUEST: /],
  ['a variable that is another’s', hooks({ ...hook, token: 'PATH' }), /^HOOKS.0.token/],
  ['an API without TLS', { KUBERNETES_API: 'http://kubernetes.default.svc' }, /^KUBERNETES_API: is no https/],
])('%s is refused', (_, change, reason) => {
  expect(() => configurationFrom({ ...complete, ...change })).toThrow(reason);
});

test('every fault is named at once', () => {
  expect(() => configurationFrom({})).toThrow(/ACCOUNT[^]*HOOKS/);
});
