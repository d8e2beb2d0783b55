// The first process of a sandbox: it joins the network of the sandbox, where nobody else is, to sockets that the test knows, starts
// the program, and ends with it or with the test.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createConnection, createServer } from 'node:net';
import { createInterface } from 'node:readline';

const plan = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8'));

const join = (place) => (from) => {
  const to = createConnection({ ...place, allowHalfOpen: true });
  for (const [one, other] of [
    [from, to],
    [to, from],
  ]) {
    one.on('error', () => other.destroy());
    one.pipe(other);
  }
};
// Half a connection is open as long as one side has something to say.
const listening = (answer, place) =>
  new Promise((done, failed) =>
    createServer({ allowHalfOpen: true }, answer).once('error', failed).listen(place, done),
  );

// The program has a user id of its own and none of the rights of the first process, which may listen on a port such as 443.
const asUser = [
  '/usr/bin/unshare',
  '--user',
  `--map-user=${plan.user}`,
  '--map-group=0',
  '--',
  '/usr/bin/setpriv',
  '--inh-caps=-all',
  '--no-new-privs',
  '--',
];
const start = (words, stdio) => {
  const [program, ...rest] = [...asUser, ...words];
  return spawn(program, rest, { cwd: plan.folder, env: plan.variables, stdio });
};

/** Runs a command beside the program, as `oc exec` does, and says what it printed. */
const beside = (words) =>
  new Promise((done) => {
    const child = start(words, ['ignore', 'pipe', 'pipe']);
    const output = [];
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text) => output.push(text));
    child.once('close', (code) => done({ code, output: output.join('') }));
  });

for (const { host, port, socket } of plan.reaches) await listening(join({ path: socket }), { host, port });
for (const { port, socket } of plan.answers) await listening(join({ host: '127.0.0.1', port }), { path: socket });

const program = start(plan.command, ['ignore', 'inherit', 'inherit']);
program.once('exit', (code, signal) => process.exit(code ?? (signal === 'SIGTERM' ? 143 : 1)));

await listening(
  (asked) =>
    createInterface(asked.on('error', () => undefined)).on('line', async (line) => {
      const { signal, run } = JSON.parse(line);
      if (signal !== undefined) program.kill(signal);
      asked.end(JSON.stringify(run === undefined ? {} : await beside(run)));
    }),
  { path: plan.control },
);
process.stdin.resume().once('end', () => process.exit(1));
