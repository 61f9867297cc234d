import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { expect, test } from 'vitest'
import { tree } from '../files/tree.ts'

const root = join(import.meta.dirname, '../..')
/** The environment of the tests (tools/test.mjs); where there is none, there is no Python or no network. */
const PYTHON = join(root, '.venv/bin/python')

/** Folders of PATH without Node.js. */
const withoutNode = (process.env.PATH ?? '')
  .split(delimiter)
  .filter((folder) => !existsSync(join(folder, 'node')))
  .join(delimiter)

test.skipIf(!existsSync(PYTHON))(
  'the wheel, in a fresh environment and without Node on PATH, audits, fails and takes words as the program does',
  () => {
    const folder = tree({})
    execFileSync(process.execPath, ['tools/package-python.mjs', '--python', PYTHON, folder], {
      cwd: root,
      stdio: 'pipe',
    })
    const [wheel = ''] = readdirSync(folder)
    expect(wheel).toMatch(/^acclimate-\d+\.\d+\.\d+-py3-none-any\.whl$/)

    const environment = join(folder, 'environment')
    // Without a pip of its own, which takes longer to put there than all else.
    execFileSync(PYTHON, ['-m', 'venv', '--without-pip', environment])
    execFileSync(
      PYTHON,
      ['-m', 'pip', '--python', environment, 'install', '--quiet', '--disable-pip-version-check', join(folder, wheel)],
      { stdio: 'pipe' },
    )
    const run = (...words: readonly string[]) => {
      const { status, stdout, stderr } = spawnSync(join(environment, 'bin/acclimate'), words, {
        cwd: join(root, 'samples'),
        encoding: 'utf8',
        env: { HOME: folder, PATH: withoutNode },
      })
      return { status, stdout, stderr }
    }

    const audited = run('audit', 'photo-captions')
    // A newer Node.js than the one that runs the tests: what it does not know it says on standard error.
    expect({ status: audited.status, stderr: audited.stderr }).toEqual({ status: 1, stderr: '' })
    expect(audited.stdout).toMatch(/^photo-captions on a Mac with Apple silicon/)
    expect(run('explain', 'claims').stdout).toContain('#')
    expect(run('audti')).toMatchObject({ status: 2, stdout: '' })
  },
  600_000,
)
