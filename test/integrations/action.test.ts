import { spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { runCli } from '../cli/run-cli.ts'
import { tree } from '../files/tree.ts'

interface Step {
  readonly run?: string
  readonly uses?: string
  readonly env?: Readonly<Record<string, string>>
}

interface Action {
  readonly inputs: Readonly<Record<string, { readonly description: string; readonly default: string }>>
  readonly outputs: Readonly<Record<string, { readonly value: string }>>
  readonly runs: { readonly using: string; readonly steps: readonly Step[] }
}

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

  test.each([
    ['fails at the threshold', 'blocks', '1'],
    ['and not below it', 'none', '0'],
  ])('%s', (_, failOn, code) => {
    const root = tree({ 'my project/train.py': 'import torch\nx = torch.zeros(1).cuda()\n' })
    const bin = join(root, 'acclimate/node_modules/.bin')
    mkdirSync(bin, { recursive: true })
    symlinkSync(join(process.cwd(), 'dist/cli.js'), join(bin, 'acclimate'))
    chmodSync(join(process.cwd(), 'dist/cli.js'), 0o755)
    const files = { GITHUB_OUTPUT: join(root, 'output'), GITHUB_STEP_SUMMARY: join(root, 'summary') }
    for (const file of Object.values(files)) writeFileSync(file, '')
    const script = action.runs.steps.find(({ env }) => env && 'FAIL_ON' in env)?.run ?? ''
    // As GitHub runs `shell: bash`.
    const ended = spawnSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', script], {
      cwd: root,
      encoding: 'utf8',
      env: { ...process.env, ...files, RUNNER_TEMP: root, PROJECT: './my project', FAIL_ON: failOn, BASELINE: '' },
    })
    const outputs = readFileSync(files.GITHUB_OUTPUT, 'utf8')

    expect(ended).toMatchObject({ status: 0, stderr: '' })
    expect(ended.stdout).toContain('::error file=my project/train.py,line=2,')
    expect(outputs).toMatch(
      /^status=needs-edits\nrecommendation=\w+\nfindings=1\nreport=.+\nsarif=.+\nhtml=.+\ncode=\d\n$/,
    )
    expect(outputs).toContain(`code=${code}\n`)
    expect(readFileSync(files.GITHUB_STEP_SUMMARY, 'utf8')).toContain('my project/train.py:2')
    expect(JSON.parse(readFileSync(join(root, 'acclimate.sarif'), 'utf8')).version).toBe('2.1.0')
    expect(readFileSync(join(root, 'acclimate.html'), 'utf8')).toContain('my project/train.py')
  })
})

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
