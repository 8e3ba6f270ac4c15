import { spawnSync } from 'node:child_process'
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A PostgreSQL server of its own in a temporary folder, reached by a socket there: no TCP, no other user. */
export interface PostgresServer {
  readonly version: string
  /** Runs a script in the test database, stops at the first error; gives what it prints, unaligned, tuples only. */
  run(script: string): string
  stop(): void
}

const VERSIONS = '/usr/lib/postgresql'

/** Folder with the programs of PostgreSQL, newest version first; null where it is not installed. */
export function findPostgres(): string | null {
  const named = process.env.ASSAY_POSTGRES_BIN
  if (named !== undefined && existsSync(join(named, 'initdb'))) return named
  if (!existsSync(VERSIONS)) return null
  const versions = readdirSync(VERSIONS).sort((a, b) => Number(b) - Number(a))
  const found = versions.map((version) => join(VERSIONS, version, 'bin')).find((bin) => existsSync(join(bin, 'initdb')))
  return found ?? null
}

/** Says loudly that PostgreSQL is absent; on continuous integration under Linux that is an error. */
export function announceNoPostgres(): void {
  const words =
    'NO POSTGRESQL FOUND: every test on it is skipped. Install it (Debian: apt-get install postgresql) or set ASSAY_POSTGRES_BIN.'
  process.stderr.write(`\n${'!'.repeat(words.length)}\n${words}\n${'!'.repeat(words.length)}\n\n`)
  if (process.env.CI === 'true' && process.platform === 'linux') throw new Error(words)
}

/** Makes a cluster and starts its server. As root it runs under the user `postgres` or `nobody`, as PostgreSQL demands. */
export function startPostgres(bin: string): PostgresServer {
  const folder = mkdtempSync(join(tmpdir(), 'assay-pg-'))
  const user = userToRunAs()
  if (user !== null) chownSync(folder, user.uid, user.gid)
  chmodSync(folder, 0o700)
  const data = join(folder, 'data')
  const environment = { PATH: process.env.PATH ?? '', HOME: folder, LC_ALL: 'C', TZ: 'UTC' }
  const execute = (program: string, args: readonly string[], input = ''): string => {
    const result = spawnSync(join(bin, program), args, {
      cwd: folder,
      env: environment,
      input,
      encoding: 'utf8',
      maxBuffer: 2 ** 28,
      ...(user === null ? {} : { uid: user.uid, gid: user.gid }),
    })
    if (result.status === 0) return result.stdout
    const why = result.stderr?.slice(0, 2000) ?? ''
    throw new Error(`${program} failed with ${result.status}: ${why}`, { cause: result.error })
  }
  execute('initdb', ['-D', data, '-U', 'assay', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'])
  mkdirSync(join(folder, 'log'))
  if (user !== null) chownSync(join(folder, 'log'), user.uid, user.gid)
  const settings = `-c listen_addresses='' -c unix_socket_directories='${folder}' -c fsync=off -c jit=off -c autovacuum=off`
  execute('pg_ctl', ['-D', data, '-w', '-t', '60', '-l', join(folder, 'log', 'server.log'), '-o', settings, 'start'])
  const client = ['-X', '-q', '-A', '-t', '-v', 'ON_ERROR_STOP=1', '-h', folder, '-U', 'assay', '-d', 'postgres']
  return {
    version: execute('postgres', ['--version']).trim(),
    run: (script) => execute('psql', [...client, '-f', '-'], script),
    stop: () => {
      execute('pg_ctl', ['-D', data, '-m', 'immediate', 'stop'])
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Null for an ordinary user; for root the numbers of a user without rights. */
function userToRunAs(): { readonly uid: number; readonly gid: number } | null {
  if (process.getuid?.() !== 0) return null
  for (const name of ['postgres', 'nobody']) {
    const [uid, gid] = ['-u', '-g'].map((flag) => spawnSync('id', [flag, name], { encoding: 'utf8' }))
    if (uid?.status === 0 && gid?.status === 0) return { uid: Number(uid.stdout), gid: Number(gid.stdout) }
  }
  return null
}
