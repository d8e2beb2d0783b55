import { prepareToolbox } from '../../deep/support/python';
import compileOnce from '../../support/compile-once';

/** Runs once, before the short form. */
export default async function prepareShort(): Promise<void> {
  compileOnce();
  await prepareToolbox('hosts');
}
