import { DescribeImagesCommand, EC2Client } from '@aws-sdk/client-ec2';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { startEmulator, type Emulator, type SeededImage } from './support/emulator';
import { refuseRemote, refuseRemoteEndpoints } from './support/variables';

const image: SeededImage = {
  ami_id: 'ami-0c0ffee0c0ffee0c0',
  name: 'a machine image of the tests',
  description: 'seeded',
  owner_id: '531415883065',
  public: true,
  architecture: 'arm64',
  state: 'available',
  creation_date: '2026-01-15T10:00:00.000Z',
  virtualization_type: 'hvm',
  hypervisor: 'xen',
  root_device_name: '/dev/xvda',
  root_device_type: 'ebs',
  platform: null,
  image_type: 'machine',
  sriov: 'simple',
};

describe('the emulator', () => {
  let emulator: Emulator;
  beforeAll(async () => {
    emulator = await startEmulator({ account: '111122223333', images: [image] });
  });
  afterAll(() => emulator.stop());

  test('is the account it was started for', async () => {
    const { Account: account } = await new STSClient({ endpoint: emulator.endpoint }).send(
      new GetCallerIdentityCommand(),
    );
    expect(account).toBe('111122223333');
  });

  test.each(['us-east-1', 'eu-west-1'])('knows the images it was given, in %s', async (region) => {
    const { Images: images = [] } = await new EC2Client({ endpoint: emulator.endpoint, region }).send(
      new DescribeImagesCommand({}),
    );
    expect(images.map(({ ImageId, OwnerId, Architecture }) => ({ ImageId, OwnerId, Architecture }))).toEqual([
      { ImageId: image.ami_id, OwnerId: image.owner_id, Architecture: 'arm64' },
    ]);
  });

  test('leaves nothing of the variables of whoever runs the tests but the search path', () => {
    expect(Object.keys(emulator.variables).sort()).toEqual([
      'AWS_ACCESS_KEY_ID',
      'AWS_CONFIG_FILE',
      'AWS_EC2_METADATA_DISABLED',
      'AWS_ENDPOINT_URL',
      'AWS_REGION',
      'AWS_SECRET_ACCESS_KEY',
      'AWS_SHARED_CREDENTIALS_FILE',
      'HOME',
      'PATH',
      'TMPDIR',
    ]);
  });

  test('is gone once stopped', async () => {
    const short = await startEmulator({ account: '111122223333' });
    await short.stop();
    await expect(fetch(short.endpoint)).rejects.toThrow('fetch failed');
  });
});

describe('endpoints that are not on this machine', () => {
  test.each(['http://127.0.0.1:5000', 'http://localhost:5000', 'http://[::1]:5000'])('%s is', (endpoint) => {
    expect(refuseRemote(endpoint)).toBe(endpoint);
  });

  test.each([
    'https://sts.amazonaws.com',
    'http://127.0.0.1.example.com',
    'http://localhost.example.com',
    'http://10.0.0.1:5000',
    'http://0.0.0.0:5000',
    'http://localhost@example.com',
  ])('%s is refused', (endpoint) => {
    expect(() => refuseRemote(endpoint)).toThrow('is not on this machine');
  });

  test.each(['AWS_ENDPOINT_URL', 'AWS_ENDPOINT_URL_EC2'])('are refused in %s', async (name) => {
    await expect(refuseRemoteEndpoints({ [name]: 'https://ec2.example.com' })).rejects.toThrow(
      'is not on this machine',
    );
    await expect(refuseRemoteEndpoints({ [name]: 'http://localhost:4566' })).resolves.toBeUndefined();
  });
});
