import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { z } from 'zod';
import { pythonOf } from './python';
import { variablesFor, type Variables } from './variables';

/** A machine image that EC2 of the emulator knows from the start, in every region. */
export interface SeededImage {
  readonly ami_id: string;
  readonly name: string;
  readonly description: string;
  readonly owner_id: string;
  readonly public: boolean;
  readonly architecture: 'x86_64' | 'arm64';
  readonly state: 'available' | 'deregistered' | 'failed' | 'pending';
  readonly creation_date: string;
  readonly virtualization_type: 'hvm';
  readonly hypervisor: 'xen';
  readonly root_device_name: '/dev/xvda';
  readonly root_device_type: 'ebs';
  readonly platform: null;
  readonly image_type: 'machine';
  readonly sriov: 'simple';
}

export interface EmulatorOptions {
  /** The one account there is. */
  readonly account: string;
  /** @default the images that moto knows of Amazon's own */
  readonly images?: readonly SeededImage[];
  /**
   * Identifiers of the zones that Route 53 makes, in their order.
   * @default moto makes them up
   */
  readonly zoneIds?: readonly string[];
}

const callSchema = z.strictObject({
  /** As boto3 names it: `elbv2`. */
  service: z.string(),
  /** As the API names it: `CreateRole`. */
  operation: z.string(),
  region: z.string(),
  parameters: z.record(z.string(), z.json()),
});

/** A call of the AWS API by CloudFormation, see `cloudformation/recorded.py`. */
export type RecordedCall = z.output<typeof callSchema>;

/** AWS, as moto plays it on this machine. */
export interface Emulator {
  /** Names `localhost`, which the CDK command needs: moto finds templates in its own S3 by that name. */
  readonly endpoint: string;
  readonly port: number;
  /** All the variables of a program that shall call the emulator. */
  readonly variables: Variables;
  /** Calls that CloudFormation made so far to other services. */
  readonly calls: () => readonly RecordedCall[];
  /** The errors of moto's own code so far, each with the place. */
  readonly breakdowns: () => readonly string[];
  readonly stop: () => Promise<void>;
}

/** Starts an empty emulator; it ends with `stop`, or with this process. */
export async function startEmulator({ account, images, zoneIds }: EmulatorOptions): Promise<Emulator> {
  const home = mkdtempSync(join(tmpdir(), 'commons-emulator-'));
  const variables = {
    ...variablesFor('http://localhost', home),
    ...imagesIn(home, images),
    COMMONS_CALLS: join(home, 'calls.jsonl'),
    COMMONS_ZONE_IDS: (zoneIds ?? []).join(),
    MOTO_ACCOUNT_ID: account,
    MOTO_IAM_LOAD_MANAGED_POLICIES: 'true',
  };
  const child = spawn(pythonOf('aws'), [join(__dirname, '../cloudformation/serve.py')], {
    env: { ...variables, PYTHONUNBUFFERED: '1', PYTHONDONTWRITEBYTECODE: '1' },
    stdio: ['pipe', 'ignore', 'pipe'],
  });
  const written: string[] = [];
  child.stderr.setEncoding('utf8').on('data', (text: string) => written.push(text));
  const log = () => written.join('');
  const port = await portOf(child, log);
  // Whoever forgets to stop it can end all the same, and then it ends too.
  child.unref();
  for (const stream of [child.stdin, child.stderr]) if (stream instanceof Socket) stream.unref();
  const endpoint = `http://localhost:${port}`;
  return {
    endpoint,
    port,
    variables: variablesFor(endpoint, home),
    calls: () => callsIn(join(home, 'calls.jsonl')),
    breakdowns: () => breakdownsIn(log()),
    stop: async () => {
      await ended(child);
      rmSync(home, { recursive: true, force: true });
    },
  };
}

const callsIn = (file: string): readonly RecordedCall[] =>
  existsSync(file)
    ? readFileSync(file, 'utf8')
        .trimEnd()
        .split('\n')
        .map((line) => callSchema.parse(JSON.parse(line)))
    : [];

type Child = ChildProcessByStdio<Writable, null, Readable>;

const portOf = (child: Child, log: () => string): Promise<number> =>
  new Promise((resolved, rejected) => {
    child.on('error', rejected);
    child.on('exit', (code) => rejected(new Error(`moto ended with ${code ?? 'a signal'}:\n${log()}`)));
    child.stderr.on('data', () => {
      const [, port] = /Running on http:\/\/127\.0\.0\.1:(\d+)/.exec(log()) ?? [];
      if (port !== undefined) resolved(Number(port));
    });
  });

function ended(child: Child): Promise<void> {
  if (child.exitCode !== null) return Promise.resolve();
  return new Promise((resolved) => {
    child.on('exit', () => resolved());
    child.stdin.end();
  });
}

function imagesIn(folder: string, images: readonly SeededImage[] | undefined): Variables {
  if (images === undefined) return {};
  const file = join(folder, 'images.json');
  writeFileSync(file, JSON.stringify(images));
  return { MOTO_AMIS_PATH: file };
}

function breakdownsIn(log: string): readonly string[] {
  const lines = log.split('\n');
  return lines.flatMap((line, index) => {
    if (!/^[A-Za-z.]+(Error|Exception)\b/.test(line)) return [];
    const place = lines.slice(0, index).findLast((each) => /^ +File "/.test(each)) ?? '';
    return [`${line} (${place.trim()})`];
  });
}
