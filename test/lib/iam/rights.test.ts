import fc from 'fast-check';
import { decideAccess } from '../../../lib/iam/policy-decision';
import { parseStatements } from '../../../lib/iam/policy-statements';
import { rightsIn, withoutRights } from '../../../lib/iam/rights';

const added = (before: readonly object[], after: readonly object[]) => {
  const rights = (statements: readonly object[]) => rightsIn(parseStatements({ Statement: statements }), 'Allow');
  return withoutRights(rights(after), rights(before)).map(({ action, resource }) => ({ action, resource }));
};
const allow = (Action: unknown, Resource: unknown, Condition: object = {}) => ({
  Effect: 'Allow',
  Action,
  Resource,
  Condition,
});

test.each<[string, readonly object[], readonly object[]]>([
  [
    'a split into two statements',
    [allow(['a:X', 'a:Y'], ['r', 's'])],
    [allow('a:X', ['r', 's']), allow('a:y', ['s', 'r'])],
  ],
  ['several actions as the wildcard that was there', [allow(['a:*', 'a:X'], 'r')], [allow('a:*', 'r')]],
  [
    'everything, of two halves',
    [{ Effect: 'Allow', NotAction: 'a:*', Resource: '*' }, allow('a:*', '*')],
    [allow('*', '*')],
  ],
  ['a shorter list', [allow('a:X', ['r', 's'])], [allow('a:X', 's')]],
  [
    'more that is excepted',
    [{ Effect: 'Allow', NotAction: 'a:*', Resource: '*' }],
    [{ Effect: 'Allow', NotAction: ['a:*', 'b:*'], Resource: '*' }],
  ],
  ['a condition more', [allow('a:X', 'r')], [allow('a:X', 'r', { Bool: { k: true } })]],
  [
    'a shorter list of values',
    [allow('a:X', 'r', { StringEquals: { k: ['a', 'b'] } })],
    [allow('a:X', 'r', { StringEquals: { K: 'a' } })],
  ],
  [
    'an exact value of a pattern',
    [allow('a:X', 'r', { StringLike: { k: 'a*' } })],
    [allow('a:X', 'r', { StringEquals: { k: 'ab' } })],
  ],
  [
    'more values that are refused',
    [allow('a:X', 'r', { StringNotEquals: { k: 'a' } })],
    [allow('a:X', 'r', { StringNotEquals: { k: ['a', 'b'] } })],
  ],
  [
    'a smaller network',
    [allow('a:X', 'r', { IpAddress: { k: '10.0.0.0/8' } })],
    [allow('a:X', 'r', { IpAddress: { k: '10.1.0.0/16' } })],
  ],
  [
    'a lower limit',
    [allow('a:X', 'r', { NumericLessThan: { k: '10' } })],
    [allow('a:X', 'r', { NumericLessThanEquals: { k: '9' } })],
  ],
])('%s is nothing new', (_, before, after) => {
  expect(added(before, after)).toEqual([]);
});

test.each<[string, readonly object[], readonly object[], string]>([
  ['a wildcard for one of its actions', [allow('a:X', 'r')], [allow('a:*', 'r')], 'a:*'],
  ['another resource', [allow('a:X', 'r')], [allow('a:X', ['r', 's'])], 'a:x'],
  [
    'less that is excepted',
    [{ Effect: 'Allow', NotAction: ['a:*', 'b:*'], Resource: '*' }],
    [{ Effect: 'Allow', NotAction: 'a:*', Resource: '*' }],
    'b:*',
  ],
  ['a condition less', [allow('a:X', 'r', { Bool: { k: 'true' } })], [allow('a:X', 'r')], 'a:x'],
  [
    'a value more',
    [allow('a:X', 'r', { StringEquals: { k: 'a' } })],
    [allow('a:X', 'r', { StringEquals: { k: ['a', 'b'] } })],
    'a:x',
  ],
  [
    'fewer values that are refused',
    [allow('a:X', 'r', { StringNotEquals: { k: ['a', 'b'] } })],
    [allow('a:X', 'r', { StringNotEquals: { k: 'a' } })],
    'a:x',
  ],
  [
    'a condition that is also fulfilled without the key',
    [allow('a:X', 'r', { StringEquals: { k: 'a' } })],
    [allow('a:X', 'r', { StringEqualsIfExists: { k: 'a' } })],
    'a:x',
  ],
  [
    'all of the values, which may be none',
    [allow('a:X', 'r', { 'ForAnyValue:StringEquals': { k: 'a' } })],
    [allow('a:X', 'r', { 'ForAllValues:StringEquals': { k: 'a' } })],
    'a:x',
  ],
  [
    'NotResource that names fewer',
    [{ Effect: 'Allow', Action: 'a:X', NotResource: ['r', 's'] }],
    [{ Effect: 'Allow', Action: 'a:X', NotResource: 'r' }],
    'a:x',
  ],
])('%s is new', (_, before, after, action) => {
  expect(added(before, after).map((each) => each.action.pattern)).toEqual([action]);
});

const names = (prefix: string) =>
  fc.subarray([`${prefix}a`, `${prefix}b`, `${prefix}*`, `*`, `*b`], { minLength: 1, maxLength: 2 });
const conditions = fc.oneof(
  fc.constant({}),
  fc
    .record({
      operator: fc.constantFrom(
        'StringEquals',
        'StringLike',
        'StringNotEquals',
        'StringNotLike',
        'StringEqualsIfExists',
        'ForAllValues:StringEquals',
        'ForAnyValue:StringLike',
      ),
      values: fc.subarray(['x', 'y', 'x*', '*'], { minLength: 1 }),
    })
    .map(({ operator, values }) => ({ [operator]: { k: values } })),
  fc.constantFrom({ Null: { k: 'true' } }, { Null: { k: 'false' } }),
);
const statement = fc
  .record({
    Effect: fc.constant('Allow'),
    action: names('s:'),
    notAction: fc.boolean(),
    resource: names('r/'),
    notResource: fc.boolean(),
    Condition: conditions,
  })
  .map(({ Effect, action, notAction, resource, notResource, Condition }) => ({
    Effect,
    [notAction ? 'NotAction' : 'Action']: action,
    [notResource ? 'NotResource' : 'Resource']: resource,
    Condition,
  }));
const policies = fc.array(statement, { minLength: 1, maxLength: 3 });
const calls = ['s:a', 's:b', 's:c', 'other'].flatMap((action) =>
  ['r/a', 'r/b', 'q'].flatMap((resource) =>
    [undefined, ['x'], ['y'], ['xz'], ['x', 'y']].map((k) => ({ action, resource, context: { k } })),
  ),
);

test('whatever IAM allows newly is among the rights that are new', () => {
  let compared = 0;
  fc.assert(
    fc.property(policies, policies, (before, after) => {
      const [old, current] = [before, after].map((statements) => parseStatements({ Statement: statements }));
      const allowed = (identity: typeof old) => (call: (typeof calls)[number]) =>
        decideAccess({ identity: identity ?? [] }, call) === 'allowed';
      if (added(before, after).length > 0) return;
      compared += 1;
      expect(calls.filter(allowed(current)).filter((call) => !allowed(old)(call))).toEqual([]);
    }),
    { seed: 1, numRuns: 3000 },
  );
  expect(compared).toBeGreaterThan(300);
});

test('nothing is new if nothing has changed', () => {
  fc.assert(
    fc.property(policies, (policy) => {
      expect(added(policy, policy.toReversed())).toEqual([]);
    }),
    { seed: 1, numRuns: 1000 },
  );
});
