import { execFile, execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { FLEET } from '../../bench/fleet/faults.mjs'
import { makeRepository } from '../../bench/fleet/repositories.mjs'
import { openEngine } from '../../packages/fleet/src/engine/open.ts'
import type { Outcome } from '../../packages/fleet/src/store/outcome.ts'

const SECRET = 'secret-of-the-test'
const root = mkdtempSync(join(tmpdir(), 'acclimate-hostile-'))
const temporary = join(root, 'tmp')
const file = join(root, 'fleet.duckdb')
const limits = ['--max-files', '10000', '--max-bytes', '20000000', '--max-seconds', '8', '--attempts', '1']
let silent: Server
let said: string
const outcomes = new Map<string, Outcome['result']>()

beforeAll(async () => {
  mkdirSync(temporary)
  makeRepository(join(root, 'good'), 1)
  bomb(join(root, 'bomb'))
  huge(join(root, 'huge'))
  const port = await listen()
  const list = join(root, 'list.txt')
  const lines = [`git://127.0.0.1:${port}/hangs`, 'bomb', 'huge', 'good', `http://127.0.0.1:${port}/hangs.git`]
  writeFileSync(list, [...lines, `https://user:${SECRET}@example.org/x`, 'file:///nowhere/at/all', ''].join('\n'))
  const env = { ...process.env, TMPDIR: temporary, ACCLIMATE_FLEET_TOKENS: `127.0.0.1:${port}=${SECRET}` }
  const words = ['run', list, '--file', file, '--workers', '2', ...limits]
  const run = promisify(execFile)(process.execPath, [FLEET, ...words], { env })
  const { stdout, stderr } = await run
  said = stdout + stderr
  const engine = await openEngine(file, { attempts: 1, delay: 1, lease: 60 })
  for await (const { repository, result } of engine.store.outcomes()) outcomes.set(repository, result)
  await engine.close()
}, 60_000)
afterAll(() => {
  silent.close()
  rmSync(root, { recursive: true })
})

test('each costs its own slot and nothing else', () => {
  const reasons = [...outcomes].map(([repository, result]) => [
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
    '/bomb': 'too-large',
    '/huge': 'too-large',
    '127.0.0.1/hangs': 'timed-out',
    '127.0.0.1/hangs.git': 'timed-out',
    'at/all': 'not-found',
  })
  expect(readdirSync(temporary)).toEqual([])
})

test('what is secret is in no log and no result', () => {
  expect(said).toContain('list.txt:6: has a password in its address')
  const kept = JSON.stringify([...outcomes]) + readFileSync(file, 'latin1')
  for (const form of [SECRET, Buffer.from(`oauth2:${SECRET}`).toString('base64')]) {
    expect(said).not.toContain(form)
    expect(kept).not.toContain(form)
  }
})

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
  for (const words of [
    ['add', '.'],
    ['commit', '--quiet', '--message=two'],
  ])
    execFileSync('git', ['-C', folder, '-c', 'user.name=a', '-c', 'user.email=a@example.org', ...words])
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
