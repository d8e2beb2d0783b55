import { makesZone, parsePlan } from '../../../../lib/operations/dns/zone-plan';

test('changes of a plan have values of a line each', () => {
  const mx = { exchange: 'mx.sponsor.example.', preference: 10 };
  const changes = [
    { type: 'create', name: '', record_type: 'MX', new: { ttl: 300, values: [mx] } },
    {
      type: 'update',
      name: 'www',
      record_type: 'A',
      existing: { ttl: 60, value: '192.0.2.9' },
      new: { ttl: 60, values: ['192.0.2.2', '192.0.2.1'] },
    },
    { type: 'delete', name: 'old', record_type: 'CNAME', existing: { ttl: 60, value: 'a.example.' } },
  ];
  expect(parsePlan(JSON.stringify({ provider: { 'commons.example.': { changes, meta: null } } }))).toEqual([
    { kind: 'create', name: '', type: 'MX', before: undefined, after: ['mx.sponsor.example. 10'], ttl: 300 },
    { kind: 'update', name: 'www', type: 'A', before: ['192.0.2.9'], after: ['192.0.2.1', '192.0.2.2'], ttl: 60 },
    { kind: 'delete', name: 'old', type: 'CNAME', before: ['a.example.'], after: undefined, ttl: 60 },
  ]);
  expect(parsePlan('{}\n')).toEqual([]);
});

test.each([
  ['| Create | Zone<commons.example.> | | | | |\n', true],
  ['| Create | www | A | 3600 | 192.0.2.1 | rendered |\n', false],
  ['## No changes were planned\n', false],
])('%j makes a zone: %j', (row, made) => {
  expect(makesZone(`## commons.example.\n\n### provider\n\n${row}`)).toBe(made);
});
