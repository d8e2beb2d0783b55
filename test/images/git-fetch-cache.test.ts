import { readFileSync } from 'node:fs';
import { gitFetchCachePorts } from '../../cdk8s/services/git-fetch-cache/git-fetch-cache-settings';

const definition = readFileSync('images/git-fetch-cache/Containerfile', 'utf8');

test('the image is of a release that stays, and runs as nobody in particular on the ports that the pods name', () => {
  expect(definition).toMatch(/^FROM docker\.io\/openresty\/openresty:\d+(\.\d+){3}-\d+-alpine$/m);
  expect(definition).toMatch(/^USER 1000:0$/m);
  expect(definition).toContain(`EXPOSE ${Object.values(gitFetchCachePorts).join(' ')}\n`);
});

test('requests that are under way end before the process does', () => {
  expect(definition).toMatch(/^STOPSIGNAL SIGQUIT$/m);
});
