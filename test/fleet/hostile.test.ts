import { execFile, execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { FLEET } from '../../bench/fleet/faults.mjs'
import { makeRepository } from '../../bench/fleet/repositories.mjs'
import { openEngine } from '../../packages/fleet/src/engine/open.ts'
import type { Outcome } from '../../packages/fleet/src/store/outcome.ts'
import { type EndlessPack, serveEndlessPack } from './endless-pack.ts'

const SECRET = 'secret-of-the-test'
const root = mkdtempSync(join(tmpdir(), 'acclimate-hostile-'))
const temporary = join(root, 'tmp')
const file = join(root, 'fleet.duckdb')
const limits = ['--max-files', '10000', '--max-bytes', '5000000', '--max-seconds', '20', '--attempts', '1']
let silent: Server
let endless: EndlessPack
let said: string
let outcomes: ReadonlyMap<string, Outcome>

beforeAll(async () => {
  mkdirSync(temporary)
  makeRepository(join(root, 'good'), 1)
  bomb(join(root, 'bomb'))
  huge(join(root, 'huge'))
  zeros(join(root, 'zeros'))
  submodules(join(root, 'modules'))
  const port = await listen()
  endless = await serveEndlessPack()
  const list = join(root, 'list.txt')
  const lines = [
    `git://127.0.0.1:${port}/hangs`,
    'bomb',
    'huge',
    'zeros',
    'good',
    'modules',
    `git://127.0.0.1:${endless.port}/endless`,
    `http://127.0.0.1:${port}/hangs.git`,
  ]
  writeFileSync(
    list,
    [
      ...lines,
      `https://user:${SECRET}@example.org/x`,
      'file:///nowhere/at/all',
      `ext::touch% ${join(root, 'touched')}`,
      '',
    ].join('\n'),
  )
  const env = { ...process.env, TMPDIR: temporary, ACCLIMATE_FLEET_TOKENS: `127.0.0.1:${port}=${SECRET}` }
  const words = ['run', list, '--file', file, '--workers', '2', ...limits]
  const run = promisify(execFile)(process.execPath, [FLEET, ...words], { env })
  const { stdout, stderr } = await run
  said = stdout + stderr
  outcomes = await outcomesIn(file)
}, 120_000)
afterAll(() => {
  silent.close()
  endless.server.close()
  rmSync(root, { recursive: true })
})

test('each costs its own slot and nothing else', () => {
  const reasons = [...outcomes].map(([repository, { result }]) => [
    repository
      .replace(/:\d+\//, '/')
      .split('/')
      .slice(-2)
      .join('/')
      .replace(root.split('/').at(-1) ?? '', ''),
    result.kind === 'failed' ? result.reason : result.kind,
  ])
  expect(Object.fromEntries(reasons)).toEqual({
    '/good': 'audited',
    '/modules': 'audited',
    '/bomb': 'too-large',
    '/huge': 'too-large',
    '/zeros': 'too-large',
    '127.0.0.1/endless': 'too-large',
    '127.0.0.1/hangs': 'timed-out',
    '127.0.0.1/hangs.git': 'timed-out',
    'at/all': 'not-found',
  })
  expect(readdirSync(temporary)).toEqual([])
  // It was broken off long before its end.
  expect(endless.sent()).toBeLessThan(2 * 2 ** 30)
})

test('nothing that a repository or an address says is run, and of what was started for them nothing is left', () => {
  expect(said).toContain('list.txt:11: is neither an address nor a folder')
  expect(existsSync(join(root, 'touched'))).toBe(false)
  // Whatever a worker starts has its folder for temporary files.
  const running = readdirSync('/proc').filter((name) => /^\d+$/.test(name) && environmentOf(name).includes(temporary))
  expect(running).toEqual([])
})

test('a repository that takes more memory than it may costs itself its report', async () => {
  const hungry = join(root, 'hungry')
  demanding(hungry)
  const list = join(root, 'memory.txt')
  writeFileSync(list, 'hungry\ngood\n')
  const kept = join(root, 'memory.duckdb')
  const most = Math.round(1.4 * (outcomes.get(pathToFileURL(join(root, 'good')).href)?.figures.peakMemory ?? 0))
  const words = ['run', list, '--file', kept, '--workers', '1', '--max-memory', String(most)]
  await promisify(execFile)(process.execPath, [FLEET, ...words], { env: { ...process.env, TMPDIR: temporary } })
  const results = [...(await outcomesIn(kept)).values()].map(({ result }) =>
    result.kind === 'failed' ? result.reason : result.kind,
  )
  expect(results).toEqual(['audited', 'out-of-memory'])
  expect(readdirSync(temporary)).toEqual([])
}, 120_000)

test('what is secret is in no log and no result', () => {
  expect(said).toContain('list.txt:9: has a password in its address')
  const kept = JSON.stringify([...outcomes]) + readFileSync(file, 'latin1')
  for (const form of [SECRET, Buffer.from(`oauth2:${SECRET}`).toString('base64')]) {
    expect(said).not.toContain(form)
    expect(kept).not.toContain(form)
  }
})

async function outcomesIn(path: string): Promise<ReadonlyMap<string, Outcome>> {
  const engine = await openEngine(path, { attempts: 1, delay: 1, lease: 60 })
  const found = new Map<string, Outcome>()
  for await (const outcome of engine.store.outcomes()) found.set(outcome.repository, outcome)
  await engine.close()
  return found
}

function environmentOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'latin1')
  } catch {
    return ''
  }
}

/** Four parts, each of which would have a program started where parts were fetched. */
function submodules(folder: string): void {
  makeRepository(folder, 3)
  const address = `ext::touch% ${join(root, 'touched')}`
  const parts = ['a', 'b', 'c', 'd'].map(
    (name) =>
      `[submodule "${name}"]\n\tpath = ${name}\n\turl = ${address}\n\tupdate = !touch ${join(root, 'touched')}\n`,
  )
  writeFileSync(join(folder, '.gitmodules'), parts.join(''))
  writeFileSync(join(folder, '.gitattributes'), '* filter=touch diff=touch\n')
  const words = ['-C', folder, '-c', 'user.name=a', '-c', 'user.email=a@example.org']
  execFileSync('git', [...words, 'add', '.'])
  for (const name of ['a', 'b', 'c', 'd'])
    execFileSync('git', [...words, 'update-index', '--add', '--cacheinfo', `160000,${'1'.repeat(40)},${name}`])
  execFileSync('git', [...words, 'commit', '--quiet', '--message=two'])
}

/** More code about devices than is read in little memory. */
function demanding(folder: string): void {
  makeRepository(folder, 4)
  for (let part = 0; part < 60; part++) {
    const lines = Array.from(
      { length: 4000 },
      (_, line) => `layer_${part}_${line} = torch.nn.Linear(${line}, ${part}).to("cuda")\n`,
    )
    writeFileSync(join(folder, `part_${part}.py`), `import torch\n${lines.join('')}`)
  }
  commitAll(folder)
}

/** Ten folders in ten folders in …, all of them the same: a few objects, and ten thousand million files. */
function bomb(folder: string): void {
  const git = (input: string, ...words: string[]) =>
    execFileSync('git', ['-C', folder, '-c', 'user.name=a', '-c', 'user.email=a@example.org', ...words], { input })
      .toString()
      .trim()
  mkdirSync(folder)
  git('', 'init', '--quiet', '--initial-branch=main')
  let entry = `100644 blob ${git('import torch\n', 'hash-object', '-w', '--stdin')}`
  for (let depth = 0; depth < 10; depth++) {
    const names = Array.from({ length: 10 }, (_, index) => `${entry}\t${index}${depth === 0 ? '.py' : ''}\n`)
    entry = `040000 tree ${git(names.join(''), 'mktree')}`
  }
  const commit = git('', 'commit-tree', '-m', 'one', entry.split(' ')[2] ?? '')
  git('', 'update-ref', 'refs/heads/main', commit)
}

/** A pack that cannot be made smaller. */
function huge(folder: string): void {
  makeRepository(folder, 2)
  writeFileSync(join(folder, 'weights.bin'), randomBytes(60_000_000))
  commitAll(folder)
}

function commitAll(folder: string): void {
  const words = ['-C', folder, '-c', 'user.name=a', '-c', 'user.email=a@example.org']
  execFileSync('git', [...words, 'add', '.'])
  execFileSync('git', [...words, 'commit', '--quiet', '--message=two'])
}

/** A small pack that fills a disk when it is checked out. */
function zeros(folder: string): void {
  makeRepository(folder, 5)
  writeFileSync(join(folder, 'weights.bin'), Buffer.alloc(100_000_000))
  commitAll(folder)
}

/** Takes connections and never says a word. */
function listen(): Promise<number> {
  silent = createServer((socket) => socket.on('error', () => {}))
  return new Promise((resolve) => {
    silent.listen(0, '127.0.0.1', () => {
      const address = silent.address()
      resolve(typeof address === 'object' && address ? address.port : 0)
    })
  })
}
