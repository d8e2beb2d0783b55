import { request } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import type { ChildProcess } from 'node:child_process';
import { freePort } from '../keycloak/server';
import { DebianSystem } from './debian-system';

const modules = ['mpm_event', 'authz_core', 'dir', 'alias', 'headers', 'rewrite'];

/** A real Apache httpd that treats names as that of FreeIPA does, in rules of ours that mean the same. */
export class HttpServer {
  private process?: ChildProcess;

  private constructor(
    readonly system: DebianSystem,
    readonly port: number,
    /** The name of the replica that it stands for. */
    private readonly host: string,
  ) {}

  static async create(folder: string, host: string): Promise<HttpServer> {
    const system = new DebianSystem({ folder, packages: ['apache2', 'bash', 'coreutils', 'base-files'], hosts: [] });
    const server = new HttpServer(system, await freePort(), host);
    const loaded = modules.map((name) => `LoadModule ${name}_module /usr/lib/apache2/modules/mod_${name}.so`);
    const pattern = host.replaceAll('.', '\\.');
    // Whoever asks by another name is sent to the replica's own, and calls of a page of another origin are refused.
    const settings = `${loaded.join('\n')}
ServerRoot /tmp
PidFile /run/httpd.pid
ErrorLog /tmp/errors
ServerName ${host}
Listen 127.0.0.1:${server.port}
IncludeOptional /tmp/conf.d/*.conf
<VirtualHost *:${server.port}>
RewriteEngine on
RewriteCond "%{HTTP_HOST}" "!=${host}" [NC]
RewriteRule "^/ipa/" "http://${host}%{REQUEST_URI}" [L,R=301]
RewriteCond "%{HTTP_REFERER}" "!^https://${pattern}/ipa"
RewriteRule "^/ipa/session/" "-" [F]
Alias /ipa /tmp/ipa
<Directory /tmp/ipa>
Require all granted
</Directory>
</VirtualHost>
`;
    system.write('tmp/httpd.conf', settings);
    for (const file of ['config/ca.crt', 'session/json']) system.write(`tmp/ipa/${file}`, 'text of a replica');
    return server;
  }

  async start(): Promise<void> {
    this.process = this.system.start('exec apache2 -d /tmp -f /tmp/httpd.conf -DFOREGROUND');
    for (let attempt = 0; attempt < 100; attempt++) {
      const answer = await this.ask('/ipa/config/ca.crt', { host: this.host }).catch(() => undefined);
      if (answer !== undefined) return;
      await pause(100);
    }
    throw new Error('Apache httpd does not start');
  }

  /** Has it read what the program of a replica wrote. */
  async complete(settings: string): Promise<void> {
    this.system.write('tmp/conf.d/commons-directory.conf', settings);
    this.process?.kill('SIGKILL');
    await pause(500);
    await this.start();
  }

  stop(): void {
    this.process?.kill('SIGKILL');
  }

  ask(path: string, headers: Readonly<Record<string, string>>): Promise<number> {
    return new Promise((resolved, failed) => {
      request({ host: '127.0.0.1', port: this.port, path, headers }, (answer) => {
        answer.resume();
        resolved(answer.statusCode ?? 0);
      })
        .on('error', failed)
        .end();
    });
  }
}
