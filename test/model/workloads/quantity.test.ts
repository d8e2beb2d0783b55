import { toMebibytes, toMilliCpu } from '../../../model/workloads/quantity';

test.each([
  ['250m', 250],
  ['1.5', 1500],
  [2, 2000],
  ['0', 0],
])('%p is %d thousandths of a processor', (quantity, milliCpu) => {
  expect(toMilliCpu(quantity)).toBe(milliCpu);
});

test.each([
  ['512Mi', 512],
  ['2.5Gi', 2560],
  ['1Ti', 1024 ** 2],
  ['1048576', 1],
  ['30G', 28_610],
  ['1024Ki', 1],
])('%s is %d MiB', (quantity, mebibytes) => {
  expect(Math.floor(toMebibytes(quantity))).toBe(mebibytes);
});

test.each(['much', '1Gb', '-1', '250 m', ''])('%p is refused', (quantity) => {
  expect(() => toMebibytes(quantity)).toThrow('is not a quantity of bytes');
  expect(() => toMilliCpu(quantity)).toThrow('is not a quantity of processors');
});
