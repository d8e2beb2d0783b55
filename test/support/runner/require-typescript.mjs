/** Leaves TypeScript to `require`, where ts-node is registered: the runner imports tests as if they were ES modules. */
export const load = (url, context, next) =>
  new URL(url).pathname.endsWith('.ts') ? { format: 'commonjs', source: null, shortCircuit: true } : next(url, context);
