import { addEventHandler } from 'jest-circus';
import config from '../../../jest.config.js';

/** Has `of.fn` fail after its time limit, which the runner itself does not know. */
function limit(of) {
  const { fn, timeout = config.testTimeout } = of;
  if (fn === undefined) return;
  if (fn.length > 0) throw new Error('A test takes no callback here: return a promise');
  of.fn = () => {
    let timer;
    const late = new Promise((_, rejected) => {
      timer = setTimeout(() => rejected(new Error(`Exceeded timeout of ${timeout} ms`)), timeout);
    });
    return Promise.race([Promise.resolve().then(fn), late]).finally(() => clearTimeout(timer));
  };
}

addEventHandler(({ name }, { currentDescribeBlock: { children, hooks } }) => {
  if (name === 'add_test') limit(children.at(-1));
  if (name === 'add_hook') limit(hooks.at(-1));
});
