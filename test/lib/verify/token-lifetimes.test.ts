import { tokenLifetimesRule } from '../../../lib/verify/token-lifetimes';
import { renderedFiles } from './rendered-files';

const pod = (seconds: number) => `
apiVersion: v1
kind: Pod
metadata: { name: reader, namespace: library }
spec:
  volumes:
    - { name: tokens, projected: { sources: [{ serviceAccountToken: { path: token, expirationSeconds: ${seconds} } }] } }
`;
const account = (seconds: string) => `
apiVersion: v1
kind: ServiceAccount
metadata: { name: reader, namespace: library, annotations: { eks.amazonaws.com/token-expiration: '${seconds}' } }
`;
const findings = (text: string) => tokenLifetimesRule.findings(renderedFiles({ 'cluster/library/reader.yaml': text }));

test.each([
  ['a volume', pod(86_401), 86_401],
  ['an annotation', account('604800'), 604_800],
  ['an annotation that is no number', account('a day'), Number.NaN],
])('%s that asks for longer than a day is found', (_, text, seconds) => {
  expect(findings(text)).toEqual([
    expect.objectContaining({
      reason: `requests tokens that are valid for ${seconds} seconds, longer than a rotation of their key waits`,
    }),
  ]);
});

test.each([pod(86_400), pod(3600), account('86400')])('a day or less is fine', (text) => {
  expect(findings(text)).toEqual([]);
});
