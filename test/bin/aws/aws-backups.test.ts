import { createServer } from 'node:http';
import { z } from 'zod';
import { AwsBackups } from '../../../bin/aws/aws-backups';

/** Answers of AWS by the path that is asked for, and by the action where there is one; what was asked, in order. */
const answers = new Map<RegExp, string>();
const asked: string[] = [];
const server = createServer((request, response) => {
  const parts: Buffer[] = [];
  request.on('data', (part: Buffer) => parts.push(part));
  request.on('end', () => {
    const question = `${request.url ?? ''} ${decodeURIComponent(Buffer.concat(parts).toString())}`.trim();
    asked.push(question);
    const [, answer] = [...answers].find(([path]) => path.test(question)) ?? [];
    response.writeHead(answer === undefined ? 404 : 200).end(answer);
  });
});

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = z.object({ port: z.number() }).parse(server.address());
  Object.assign(process.env, {
    AWS_ENDPOINT_URL: `http://127.0.0.1:${port}`,
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
  });
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  answers.clear();
  asked.length = 0;
});

const backups = () => new AwsBackups({ name: 'testing', account: '111122223333', region: 'us-east-1' });

test('kinds for which AWS Backup works', async () => {
  answers.set(/account-settings/, JSON.stringify({ ResourceTypeOptInPreference: { EBS: true, EFS: false } }));
  expect(await backups().kindsSwitchedOn()).toEqual(['EBS']);
});

test('recovery points of a vault that are complete, on all pages', async () => {
  const point = (ResourceArn: string, Status: string) => ({ ResourceArn, Status, CreationDate: 1_800_000_000 });
  answers.set(
    /recovery-points.*nextToken=more/,
    JSON.stringify({ RecoveryPoints: [point('arn:two', 'COMPLETED'), point('arn:three', 'PARTIAL')] }),
  );
  answers.set(
    /recovery-points/,
    JSON.stringify({ RecoveryPoints: [point('arn:one', 'COMPLETED')], NextToken: 'more' }),
  );
  const createdAt = new Date(1_800_000_000_000);
  expect(await backups().recoveryPoints('testing-backups', 'us-east-1', new Date('2027-01-01T00:00:00Z'))).toEqual([
    { of: 'arn:one', createdAt },
    { of: 'arn:two', createdAt },
  ]);
  expect(asked[0]).toMatch(/^\/backup-vaults\/testing-backups\/recovery-points\/?\?.*createdAfter=2027-01-01/);
});

test('disks of the cluster, by their claims', async () => {
  const tag = (key: string, value: string) => `<item><key>${key}</key><value>${value}</value></item>`;
  const tags = [
    tag('commons-platform/backup', 'daily'),
    tag('kubernetes.io/created-for/pvc/name', 'data'),
    tag('kubernetes.io/created-for/pvc/namespace', 'pad'),
  ].join('');
  answers.set(
    /Action=DescribeVolumes/,
    `<DescribeVolumesResponse><volumeSet><item><volumeId>vol-1</volumeId>
      <createTime>2027-01-01T00:00:00.000Z</createTime><tagSet>${tags}</tagSet></item></volumeSet></DescribeVolumesResponse>`,
  );
  expect(await backups().volumes('commons-x7k2p')).toEqual([
    {
      arn: 'arn:aws:ec2:us-east-1:111122223333:volume/vol-1',
      claim: 'pad/data',
      backup: 'daily',
      createdAt: new Date('2027-01-01T00:00:00Z'),
    },
  ]);
  expect(asked[0]).toContain('Filter.1.Value.1=kubernetes.io/cluster/commons-x7k2p');
});

test('folders right below a prefix', async () => {
  answers.set(
    /archive.*delimiter=/,
    `<ListBucketResult><CommonPrefixes><Prefix>pad/db/base/20270131T024200/</Prefix></CommonPrefixes></ListBucketResult>`,
  );
  expect(await backups().foldersBelow('archive', 'pad/db/base/')).toEqual(['20270131T024200']);
});
