import compileOnce from '../../support/compile-once';
import { prepareToolbox, toolboxes } from './python';
import { refuseRemoteEndpoints } from './variables';

/** Runs once, before all of these tests. */
export default async function prepare(): Promise<void> {
  await refuseRemoteEndpoints(process.env);
  compileOnce();
  await Promise.all(toolboxes.map(prepareToolbox));
}
