import { kinds } from '../../cdk8s/services/kinds';
import { capacityOf } from '../../bin/capacity-of';
import { exampleHome, loadExample } from '../support/example-home';
import { environmentNames } from '../../model/load';

test.each(environmentNames(exampleHome.environments))(
  'everything of %s has a place, and one machine may be drained',
  async (name) => {
    expect((await capacityOf(loadExample(name), kinds)).findings).toEqual([]);
  },
);
