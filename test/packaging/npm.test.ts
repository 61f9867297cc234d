import { execFileSync, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { cpSync, existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { tree } from '../files/tree.ts'
import { freshClone } from './clone.ts'

/** What `npm pack --json` prints of a package. */
interface Packed {
  readonly filename: string
  readonly version: string
}

const root = join(import.meta.dirname, '../..')
const SAMPLE = 'samples/photo-captions'

/** npm clones, installs all packages, builds and packs; on a busy machine that takes minutes. */
const INSTALLED_AND_BUILT = { timeout: 900_000 }

test(
  'installed from a clone, as `npx github:OWNER/acclimate` does it, the built program is there and runs the README example',
  INSTALLED_AND_BUILT,
  () => {
    const folder = tree({ 'package.json': '{}' })
    cpSync(join(root, SAMPLE), join(folder, SAMPLE), { recursive: true })
    execFileSync('npm', ['install', '--prefer-offline', '--no-audit', '--no-fund', `git+file://${freshClone()}`], {
      cwd: folder,
      stdio: 'pipe',
    })

    const { status, stdout, stderr } = spawnSync('npx', ['acclimate', 'audit', SAMPLE], {
      cwd: folder,
      encoding: 'utf8',
    })
    expect({ status, stderr }).toEqual({ status: 1, stderr: '' })
    expect(stdout).toMatch(/^photo-captions on a Mac with Apple silicon/)

    const installed = join(folder, 'node_modules/acclimate')
    for (const path of ['index.d.ts', 'knowledge/libraries.json', 'schema/report.schema.json'])
      expect(existsSync(join(installed, 'dist', path)), path).toBe(true)
    expect(readdirSync(installed).filter((name) => /^(?:src|test|web|tools|bench)$/.test(name))).toEqual([])
  },
)

test('where packages are missing they are installed, once', () => {
  const folder = tree({
    'package.json': '{"name": "a", "version": "1.0.0", "dependencies": {"b": "file:./b"}}',
    'b/package.json': '{"name": "b", "version": "1.0.0"}',
    'install.mjs': "import { installPackages } from './tools/install.mjs'\ninstallPackages()\n",
  })
  cpSync(join(root, 'tools/install.mjs'), join(folder, 'tools/install.mjs'))
  const run = (program: string, ...words: readonly string[]) =>
    execFileSync(program, words, { cwd: folder, stdio: 'pipe', env: { ...process.env, npm_config_offline: 'true' } })
  const isThere = () => existsSync(join(folder, 'node_modules/b/package.json'))
  run('npm', 'install', '--package-lock-only')
  expect(isThere()).toBe(false)

  run(process.execPath, 'install.mjs')
  expect(isThere()).toBe(true)
  // What npm believes to be there is not looked for again.
  rmSync(join(folder, 'node_modules/b'), { recursive: true })
  run(process.execPath, 'install.mjs')
  expect(isThere()).toBe(false)
})

test('a pack becomes a formula for Homebrew', () => {
  // What a release makes of the manifest once it is known where the repository lives.
  const manifest = {
    ...JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')),
    repository: { type: 'git', url: 'git+https://example.org/a/acclimate.git' },
    homepage: 'https://example.org',
  }
  const folder = tree({ 'package.json': JSON.stringify(manifest), 'dist/cli.js': '' })
  for (const path of ['tools/package-homebrew.mjs', 'tools/install.mjs', 'packaging/homebrew'])
    cpSync(join(root, path), join(folder, path), { recursive: true })
  const packed = execFileSync('npm', ['pack', '--json', '--ignore-scripts'], { cwd: folder, encoding: 'utf8' })
  const [{ filename, version }]: [Packed] = JSON.parse(packed)
  const pack = join(folder, filename)

  const formula = execFileSync(process.execPath, ['tools/package-homebrew.mjs', pack], {
    cwd: folder,
    encoding: 'utf8',
  })
  expect(formula).toContain(`url "https://example.org/a/acclimate/releases/download/v${version}/${filename}"`)
  expect(formula).toContain(`sha256 "${createHash('sha256').update(readFileSync(pack)).digest('hex')}"`)
})
