import { capacityOf } from '../../bin/capacity-of';
import { exampleHome } from '../support/example-home';
import { environmentNames, loadEnvironment } from '../../model/load';

test.each(environmentNames(exampleHome.environments))(
  'everything of %s has a place, and one machine may be drained',
  (name) => {
    expect(capacityOf(loadEnvironment(exampleHome.environments, name)).findings).toEqual([]);
  },
);
