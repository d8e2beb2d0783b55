import { podPortFindings } from '../../../model/kinds/port-rules';

test('a port that a pod has twice is found where it is said again', () => {
  const ports = [
    { port: 8080, at: ['port'] },
    { port: 9090, at: ['metrics', 'port'] },
    { port: 8080, at: ['ports', 0, 'port'] },
  ];
  expect(podPortFindings(ports)).toEqual([
    {
      path: ['ports', 0, 'port'],
      reason: 'is 8080, which is port already, and a pod has each port only once',
      remedy: 'leave it out if it is the same port, else have the program listen on another',
    },
  ]);
});

test('the same number is two ports by TCP and by UDP', () => {
  expect(
    podPortFindings([
      { port: 3478, at: ['ports', 0, 'port'] },
      { port: 3478, protocol: 'UDP', at: ['ports', 1, 'port'] },
    ]),
  ).toEqual([]);
});
