import { prepareToolbox } from '../../deep/support/python';
import { buildMissing } from './build';

/** Builds what is missing, without any test. */
void prepareToolbox('hosts').then(() =>
  buildMissing((line) => process.stderr.write(`${line}\n`), 'delivery', 'operators', 'release 4.17'),
);
