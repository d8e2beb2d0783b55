import { kinds } from '../../cdk8s/services/kinds';
import { computeCapacity } from '../../bin/compute-capacity';
import { environmentsUnderTest } from '../support/homes-under-test';
import { loadFrom } from '../support/load-from';

test.each(environmentsUnderTest)(
  'everything of $title has a place, and one machine may be drained',
  async ({ home, name }) => {
    expect((await computeCapacity(loadFrom(home, name), kinds)).findings).toEqual([]);
  },
);
