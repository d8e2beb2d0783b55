import { prepareToolbox } from '../../deep/support/python';
import compileOnce from '../../support/compile-once';
import { buildMissing } from '../build/build';

/** Runs once, before all of these tests. */
export default async function prepare(): Promise<void> {
  compileOnce();
  await prepareToolbox('hosts');
  await prepareToolbox('aws');
  await buildMissing((line) => process.stderr.write(`${line}\n`), 'delivery', 'operators');
}
