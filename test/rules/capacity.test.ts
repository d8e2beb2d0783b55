import { capacityOf } from '../../bin/capacity-of';
import { folders } from '../../bin/project';
import { environmentNames, loadEnvironment } from '../../environments/load';

test.each(environmentNames(folders.environments))(
  'everything of %s has a place, and one machine may be drained',
  (name) => {
    expect(capacityOf(loadEnvironment(folders.environments, name)).findings).toEqual([]);
  },
);
