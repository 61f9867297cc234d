import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { runCli } from '../cli/run-cli.ts'
import { tree } from '../files/tree.ts'
import { type Action, runAction } from './composite.ts'

/** npm installs the package and what it needs. */
const INSTALLED = { timeout: 300_000 }

interface Hook {
  readonly id: string
  readonly entry: string
  readonly files: string
}

const action: Action = parse(readFileSync('action.yml', 'utf8'))
const hooks: readonly Hook[] = parse(readFileSync('.pre-commit-hooks.yaml', 'utf8'))
const guide = readFileSync('docs/integrations.md', 'utf8')
const { version } = JSON.parse(readFileSync('package.json', 'utf8'))

async function optionsOf(command: string): Promise<readonly string[]> {
  const { out } = await runCli([command, '--help'])
  return [...out.matchAll(/^ {2}(--[a-z-]+)/gm)].map(([, option = '']) => option)
}

describe('the action', () => {
  const text = readFileSync('action.yml', 'utf8')

  test('names inputs and outputs that are there, and runs this version', () => {
    const inputs = [...text.matchAll(/inputs\.([\w-]+)/g)].map(([, name = '']) => name)
    const outputs = [...text.matchAll(/steps\.audit\.outputs\.(\w+)/g)].map(([, name = '']) => name)

    expect(new Set(inputs)).toEqual(new Set(Object.keys(action.inputs)))
    for (const name of outputs) expect(text).toMatch(new RegExp(`\\b${name}=\\$`))
    expect(action.inputs['version']?.default).toBe(version)
    for (const name of [...Object.keys(action.inputs), ...Object.keys(action.outputs)])
      expect(guide).toContain(`\`${name}\``)
  })

  test('puts no input into a script', () => {
    for (const { run = '' } of action.runs.steps) expect(run).not.toContain('${{')
  })

  test(
    'installs, audits a checkout, shows what it found, and fails at the threshold and not below it',
    INSTALLED,
    () => {
      const words = ['pack', '--json', '--ignore-scripts', '--pack-destination', tree({})]
      const [{ filename }]: [{ filename: string }] = JSON.parse(execFileSync('npm', words, { encoding: 'utf8' }))
      const checkout = clonedProject()
      const temporary = tree({})
      const run = (failOn: string, upload: string) =>
        runAction('action.yml', checkout, temporary, {
          path: './my project',
          'fail-on': failOn,
          'upload-sarif': upload,
          version: `file:${join(words.at(-1) ?? '', filename)}`,
        })

      const { code, outputs, summary, log, used } = run('blocks', 'true')
      expect(code, log).toBe(1)
      expect(log).toContain('::error file=my project/train.py,line=2,')
      expect(outputs).toMatchObject({ status: 'needs-edits', findings: '1' })
      expect(summary).toContain('my project/train.py:2')
      expect(JSON.parse(readFileSync(outputs['sarif'] ?? '', 'utf8')).version).toBe('2.1.0')
      expect(JSON.parse(readFileSync(outputs['report'] ?? '', 'utf8')).schemaVersion).toBe(1)
      expect(readFileSync(outputs['html'] ?? '', 'utf8')).toContain('my project/train.py')
      expect(used).toMatchObject([
        { uses: expect.stringContaining('codeql-action/upload-sarif'), with: { sarif_file: outputs['sarif'] } },
      ])
      expect(execFileSync('git', ['status', '--porcelain'], { cwd: checkout, encoding: 'utf8' })).toBe('')

      expect(run('none', 'false')).toMatchObject({ code: 0, used: [] })
    },
  )
})

/** A checkout of a repository with one project that asks for CUDA. */
function clonedProject(): string {
  const origin = tree({ 'my project/train.py': 'import torch\nx = torch.zeros(1).cuda()\n' })
  const git = (...words: readonly string[]) =>
    execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.org', ...words], { cwd: origin })
  git('init', '--quiet')
  git('add', '.')
  git('commit', '--quiet', '--message=one')
  const checkout = join(tree({}), 'checkout')
  git('clone', '--quiet', origin, checkout)
  return checkout
}

test('the hook runs this version, for the files that matter', () => {
  const [hook] = hooks

  expect(hook?.entry).toContain(`acclimate@${version} audit`)
  for (const file of ['train.py', 'a/b.ipynb', 'pyproject.toml', 'docker/Dockerfile', 'kernels/x.cu'])
    expect(file).toMatch(new RegExp(hook?.files ?? ''))
})

test('what the guide and the hook write is understood', async () => {
  const blocks = [...guide.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, block = '']) => block)
  for (const block of blocks) expect(parse(block)).toBeTypeOf('object')

  const lines = [...guide.split('\n'), ...hooks.map(({ entry }) => entry)]
  const commands = lines.flatMap((line) => [...line.matchAll(/acclimate(?:@\S+)? (audit|render|diff) (.*)/g)])
  expect(commands.length).toBeGreaterThan(7)
  const known = {
    audit: await optionsOf('audit'),
    render: await optionsOf('render'),
    diff: await optionsOf('diff'),
  }
  for (const [, command, words = ''] of commands) {
    const options = words.match(/--[a-z-]+/g) ?? []
    expect(known[command as keyof typeof known]).toEqual(expect.arrayContaining(options))
  }
})
