import { statSync } from 'node:fs';
import { exampleHome } from '../support/example-home';
import { filesBelow, resources } from '../support/rendered';

/** What CloudFormation takes: 500 resources, 1 MB. Source: AWS CloudFormation quotas. Some of both is left for updates. */
const most = { resources: 450, bytes: 900_000 } as const;

const templates = filesBelow(exampleHome.rendered, /\.template\.json$/);

test('no template is larger than CloudFormation takes', () => {
  const sizes = templates.map((file) => ({ file, bytes: statSync(file).size }));
  expect(sizes.length).toBeGreaterThan(5);
  expect(sizes.filter(({ bytes }) => bytes > most.bytes)).toEqual([]);
});

test('no stack has more resources than CloudFormation takes', () => {
  const counts = new Map<string, number>();
  for (const { stack } of resources) counts.set(stack, (counts.get(stack) ?? 0) + 1);
  expect(counts.size).toBe(templates.length);
  expect([...counts].filter(([, count]) => count > most.resources)).toEqual([]);
});

test('the rights to deploy fit into the call that deploys them: there is no bucket yet', () => {
  const sizes = templates.filter((file) => file.includes('/rights/')).map((file) => statSync(file).size);
  expect(sizes.length).toBeGreaterThan(0);
  // Source: AWS CloudFormation quotas, "template body in a request".
  expect(sizes.filter((size) => size > 51_200)).toEqual([]);
});
