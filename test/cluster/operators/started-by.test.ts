import type { StandIn } from '../stand-ins/stand-in';
import type { Operator } from './operator';
import { withoutReplaced } from './started-by';

const standIn = (name: string): StandIn => ({ name, step: () => Promise.resolve() });
const operator = (...inPlaceOf: readonly string[]): Operator => ({
  name: 'cert-manager',
  comesWith: { kind: 'openshift' },
  inPlaceOf,
  users: [],
  start: () => Promise.resolve(),
});

test('what an operator does itself, nobody stands in for', () => {
  const all = ['router', 'cert-manager', 'cert-manager'].map(standIn);
  expect(withoutReplaced(all, [operator('cert-manager')]).map(({ name }) => name)).toEqual(['router']);
});

test('an operator that takes the place of nobody is a mistake', () => {
  expect(() => withoutReplaced([standIn('router')], [operator('certmanager')])).toThrow(
    'cert-manager takes the place of “certmanager”, but these stand in: router',
  );
});
