import { capacityOf } from '../../bin/capacity-of';
import { loadEnvironment } from '../../model/load';
import { environmentsUnderTest } from '../support/homes-under-test';

test.each(environmentsUnderTest)(
  'everything of $title has a place, and one machine may be drained',
  ({ home, name }) => {
    expect(capacityOf(loadEnvironment(home.environments, name)).findings).toEqual([]);
  },
);
