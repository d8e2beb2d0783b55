import { chmodSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { join } from 'node:path';
import { compiledProgram } from '../../support/compiled-program';
import { runHosted } from '../../support/program-host/run-hosted';
import type { LedRequests, RunRequest } from '../../support/program-host/run-request';

/**
 * Hands `use` a program that runs `commons` for a script, with the folder, the arguments and the variables that the script gives it,
 * where the libraries of `commons` are loaded already: its output and exit code are those of `commons`.
 *
 * @param folder for the program, and for what passes between
 */
export async function withHostedCommons<Result>(
  folder: string,
  led: LedRequests | undefined,
  use: (client: string) => Promise<Result>,
): Promise<Result> {
  const outputs = { stdout: join(folder, 'commons-stdout'), stderr: join(folder, 'commons-stderr') };
  const server = createServer((socket) => {
    let asked = '';
    socket.setEncoding('utf8').on('data', (part: string) => {
      asked += part;
      const request = toRequest(asked);
      if (request !== undefined) void answer({ ...request, led }, socket);
    });
  });
  const answer = async (request: RunRequest, socket: Socket) => {
    const { code, stdout, stderr } = await runHosted(request).catch((error: unknown) => ({
      code: 70,
      stdout: '',
      stderr: String(error),
    }));
    writeFileSync(outputs.stdout, stdout);
    writeFileSync(outputs.stderr, stderr);
    socket.end(`${code ?? 70}\n`);
  };
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  const client = join(folder, 'hosted-commons');
  writeFileSync(
    client,
    `#!/bin/bash
exec 3<>/dev/tcp/127.0.0.1/${port}
{ env -0; printf '\\0'; printf '%s\\0' "$PWD" "$#" "$@"; } >&3
read -r code <&3
cat ${outputs.stdout}
cat ${outputs.stderr} >&2
exit "$code"
`,
  );
  chmodSync(client, 0o755);
  try {
    return await use(client);
  } finally {
    server.close();
  }
}

/** What a client asks for: variables up to an empty text, the folder, and arguments after their number; undefined as long as a part is missing. */
function toRequest(asked: string): RunRequest | undefined {
  const parts = asked.split('\0').slice(0, -1);
  const end = parts.indexOf('');
  const [cwd, count, ...args] = end < 0 ? [] : parts.slice(end + 1);
  if (cwd === undefined || count === undefined || args.length < Number(count)) return undefined;
  const env = Object.fromEntries(
    parts.slice(0, end).map((each) => [each.slice(0, each.indexOf('=')), each.slice(each.indexOf('=') + 1)] as const),
  );
  return { program: compiledProgram('commons'), args, cwd, env };
}
