import { instanceCapacity } from '../../../model/data/instance-capacity';
import { instanceFamilies } from '../../../model/data/instance-families';

/** As `aws ec2 describe-instance-types` answers. */
const capacities: readonly (readonly [type: string, vCpus: number, memoryMiB: number])[] = [
  ['c5.18xlarge', 72, 147456],
  ['c5.metal', 96, 196608],
  ['c6gn.medium', 1, 2048],
  ['c7g.4xlarge', 16, 32768],
  ['c7i.metal-24xl', 96, 196608],
  ['i4g.large', 2, 16384],
  ['i4i.metal', 128, 1048576],
  ['im4gn.xlarge', 4, 16384],
  ['m6a.metal', 192, 786432],
  ['m6g.metal', 64, 262144],
  ['m6i.2xlarge', 8, 32768],
  ['m7a.medium', 1, 4096],
  ['m7g.4xlarge', 16, 65536],
  ['m8g.48xlarge', 192, 786432],
  ['r7g.xlarge', 4, 32768],
  ['t3.micro', 2, 1024],
  ['t4g.2xlarge', 8, 32768],
];

test.each(capacities)('%s has %i virtual processors and %i MiB', (type, vCpus, memoryMiB) => {
  expect(instanceCapacity(type)).toEqual({ vCpus, memoryMiB });
});

test.each(['m7g.24xlarge', 'm7i.metal', 'c5.8xlarge', 'm5.medium', 't3.metal', 'x9z.large', 'm7g', ''])(
  '%s is no type: nothing is known of it',
  (type) => {
    expect(instanceCapacity(type)).toBeUndefined();
  },
);

test.each([...instanceFamilies.keys()])('the family %s is known, and doubles from large to 2xlarge', (family) => {
  const [large, xlarge, double] = ['large', 'xlarge', '2xlarge'].map((size) => instanceCapacity(`${family}.${size}`));
  expect(large?.vCpus).toBe(2);
  expect(xlarge).toEqual({ vCpus: 4, memoryMiB: (large?.memoryMiB ?? 0) * 2 });
  expect(double).toEqual({ vCpus: 8, memoryMiB: (large?.memoryMiB ?? 0) * 4 });
});
