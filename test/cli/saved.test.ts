import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { outputs } from '../../src/generated/outputs.ts'
import { tree } from '../files/tree.ts'
import { runCli } from './run-cli.ts'

const CODE = 'import torch\nmodel = torch.nn.Linear(2, 2).cuda()\n'

/** A project with one finding that blocks, and its saved report. */
async function project() {
  const root = tree({ 'code/train.py': CODE })
  const code = join(root, 'code')
  const saved = join(root, 'report.json')
  expect((await runCli(['audit', code, '--format', 'json', '--output', saved])).code).toBe(1)
  return { root, code, saved }
}

describe('render', () => {
  test.each(Object.keys(outputs))('shows a saved report as a fresh one: %s', async (format) => {
    const { code, saved } = await project()
    const fresh = await runCli(['audit', code, '--format', format])
    expect(await runCli(['render', saved, '--format', format])).toEqual({ code: 0, out: fresh.out, err: '' })
  })

  test('with the folder of the project before every path', async () => {
    const { saved } = await project()

    expect((await runCli(['render', saved, '--format', 'github', '--prefix', './a/b/'])).out).toContain(
      'file=a/b/train.py,',
    )
    expect((await runCli(['render', saved, '--prefix', '../a'])).code).toBe(2)
  })

  test.each([
    ['no such file', undefined, /^error: cannot read .*\n$/],
    ['not JSON', '{', /^error: .* is not JSON: .*\n$/],
    ['not a report', '{"schemaVersion": 1}', /^error: .* is not a report of acclimate: it has no tool\n$/],
    ['broken in one place', 'broken', /^error: .* is not a report of acclimate: findings\.0\.sites\.0\.line: .*\n$/],
    ['nested without end', '['.repeat(200_000), /^error: .* is not .*\n$/],
  ])('says what is wrong with a file that is %s', async (_, text, said) => {
    const { saved, root } = await project()
    const file = join(root, 'other.json')
    const broken = readFileSync(saved, 'utf8').replace('"line": 2', '"line": 0')
    if (text !== undefined) writeFileSync(file, text === 'broken' ? broken : text)

    const { code, out, err } = await runCli(['render', file])
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toMatch(said)
  })
})

describe('a baseline', () => {
  test('lets pass what it knows, and nothing else', async () => {
    const { code, root } = await project()
    const baseline = join(root, 'baseline.json')

    expect((await runCli(['audit', code, '--write-baseline', baseline])).code).toBe(0)
    const known = await runCli(['audit', code, '--baseline', baseline])
    expect(known).toMatchObject({ code: 0, err: '' })
    expect(known.out).toContain('0 new findings, 1 known, 0 gone.')

    writeFileSync(join(code, 'train.py'), `# moved\n${CODE}`)
    expect((await runCli(['audit', code, '--baseline', baseline])).code).toBe(0)
    writeFileSync(join(code, 'train.py'), `${CODE}model.double().cuda()\n`)
    const grown = await runCli(['audit', code, '--baseline', baseline])
    expect(grown).toMatchObject({ code: 1, err: '' })
    expect(grown.out).toMatch(/stops the program.* \(1 place\)[\s\S]*Known findings have 1 new place\./)
    writeFileSync(join(code, 'train.py'), CODE)
    writeFileSync(join(code, 'more.py'), CODE)
    expect((await runCli(['audit', code, '--baseline', baseline])).code).toBe(1)
  })

  test('may be a saved report, and must be one of the two', async () => {
    const { code, root, saved } = await project()
    const wrong = join(root, 'wrong.json')
    writeFileSync(wrong, '{"findings": [{}]}')

    expect((await runCli(['audit', code, '--baseline', saved])).code).toBe(0)
    expect(await runCli(['audit', code, '--baseline', wrong])).toMatchObject({ code: 2, out: '' })
  })
})

test('diff ends with 1 when a change makes anything worse', async () => {
  const { code, root, saved } = await project()
  const later = join(root, 'later.json')
  writeFileSync(join(code, 'train.py'), 'import torch\nmodel = torch.nn.Linear(2, 2)\n')
  await runCli(['audit', code, '--format', 'json', '--output', later])

  expect(await runCli(['diff', saved, later])).toMatchObject({ code: 0, out: expect.stringContaining('Gone (1)') })
  expect((await runCli(['diff', later, saved])).code).toBe(1)
  expect(JSON.parse((await runCli(['diff', later, saved, '--format', 'json'])).out)).toMatchObject({ change: 'worse' })
  expect((await runCli(['diff', saved, join(root, 'none.json')])).code).toBe(2)
})
