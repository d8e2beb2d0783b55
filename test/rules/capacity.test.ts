import { kinds } from '../../cdk8s/services/kinds';
import { capacityOf } from '../../bin/capacity-of';
import { environmentsUnderTest } from '../support/homes-under-test';
import { loadFrom } from '../support/load-from';

test.each(environmentsUnderTest)(
  'everything of $title has a place, and one machine may be drained',
  async ({ home, name }) => {
    expect((await capacityOf(loadFrom(home, name), kinds)).findings).toEqual([]);
  },
);
