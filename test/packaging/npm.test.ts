import { execFileSync, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { cpSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { tree } from '../files/tree.ts'
import { freshClone } from './clone.ts'

/** What `npm pack --json` prints of a package. */
interface Packed {
  readonly filename: string
  readonly version: string
  /** Bytes to fetch. */
  readonly size: number
  readonly files: readonly { readonly path: string }[]
}

/** Bytes that somebody fetches who only wants to try it. */
const MOST_BYTES = 12_000_000
const SAMPLE = join(import.meta.dirname, '../../samples/photo-captions')

test('installed from a clone, as `npx github:OWNER/acclimate` does it, the README example runs', () => {
  const clone = freshClone()
  const folder = tree({ 'package.json': '{}' })
  mkdirSync(join(folder, 'samples'))
  cpSync(SAMPLE, join(folder, 'samples/photo-captions'), { recursive: true })
  execFileSync('npm', ['install', '--prefer-offline', '--no-audit', '--no-fund', `git+file://${clone}`], {
    cwd: folder,
    stdio: 'pipe',
  })

  const { status, stdout, stderr } = spawnSync('npx', ['acclimate', 'audit', 'samples/photo-captions'], {
    cwd: folder,
    encoding: 'utf8',
  })
  expect({ status, stderr }).toEqual({ status: 1, stderr: '' })
  expect(stdout).toMatch(/^photo-captions on a Mac with Apple silicon/)
}, 300_000)

test('`npm pack` in a clone where nothing was installed packs the built program', () => {
  const clone = freshClone()
  const packed = execFileSync('npm', ['pack', '--json', '--prefer-offline'], {
    cwd: clone,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const [{ files, filename, size, version }]: [Packed] = JSON.parse(packed)
  const paths = files.map(({ path }) => path)

  for (const path of [
    'dist/cli.js',
    'dist/explorer/shell.html',
    'dist/index.d.ts',
    'dist/knowledge/libraries.json',
    'dist/schema/report.schema.json',
  ])
    expect(paths).toContain(path)
  expect(paths.filter((path) => /^(?:src|test|web|tools|bench|node_modules)\//.test(path))).toEqual([])

  expect(size).toBeLessThan(MOST_BYTES)

  // What a release makes of it once it is known where the repository lives.
  const pack = join(clone, filename)
  execFileSync(
    'npm',
    ['pkg', 'set', 'repository.url=git+https://example.org/a/acclimate.git', 'homepage=https://example.org'],
    {
      cwd: clone,
    },
  )
  const formula = execFileSync(process.execPath, ['tools/package-homebrew.mjs', pack], { cwd: clone, encoding: 'utf8' })
  expect(formula).toContain(`url "https://example.org/a/acclimate/releases/download/v${version}/${filename}"`)
  expect(formula).toContain(`sha256 "${createHash('sha256').update(readFileSync(pack)).digest('hex')}"`)
}, 300_000)
