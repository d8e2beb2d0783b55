import { join } from 'node:path';
import { exampleHome } from '../support/example-home';
import { readRendered } from '../../bin/rendered-files';
import { environmentNames } from '../../model/load';
import { renderedRules } from '../../lib/verify/rules';
import { verify } from '../../lib/verify/verify';

test.each(environmentNames(exampleHome.environments))('every rule holds for what %s renders to', (name) => {
  expect(verify(readRendered(join(exampleHome.rendered, name)))).toEqual([]);
});

test('every rule has a name of its own', () => {
  const ids = renderedRules.map(({ id }) => id);
  expect([...new Set(ids)]).toEqual(ids);
});
