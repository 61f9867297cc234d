import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { reportSchema } from '../../src/report/report-schema.ts'
import { tree } from '../files/tree.ts'
import { runCli } from './run-cli.ts'

const SAMPLE = 'samples/photo-captions'

async function auditJson(words: readonly string[]) {
  const { code, out, err } = await runCli(['audit', '--format', 'json', ...words])
  return { code, err, report: v.parse(reportSchema, JSON.parse(out)) }
}

describe('audit', () => {
  test('of the sample gives a document as the schema says, and the same again', async () => {
    const { err, report } = await auditJson([SAMPLE])

    expect(err).toBe('')
    expect(report.project.name).toBe('photo-captions')
    expect(report.coverage.filesRead).toBeGreaterThan(8)
    expect(report.findings.length).toBeGreaterThan(0)
    expect((await runCli(['audit', '--format', 'json', SAMPLE])).out).toBe(
      (await runCli(['audit', '--format', 'json', SAMPLE])).out,
    )
  })

  test('of the current directory and of an empty one', async () => {
    const empty = tree({})

    const { code, err, out } = await runCli(['audit'], { cwd: empty })
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out).toContain('Nothing was found that tells how it runs on a Mac. Files that are read:')
    // Neither an answer for a platform nor a word that sounds like one.
    expect(out).not.toMatch(/Mac {2}|CUDA {2}|speaks against/)
    expect((await auditJson([empty])).report.coverage).toEqual({ filesRead: 0, bytesRead: 0, unread: [], stale: [] })
  })

  test('of a repository by its address names the commit and leaves nothing behind', async () => {
    const root = tree({ 'train.py': 'import torch\nx = torch.zeros(1).cuda()\n' })
    const temporary = tree({})
    const git = (...words: string[]) =>
      execFileSync('git', ['-C', root, '-c', 'user.name=a', '-c', 'user.email=a@example.org', ...words])
    git('init', '--quiet')
    git('add', '.')
    git('commit', '--quiet', '--message=one')
    const { out } = await runCli(['audit', '--format', 'json', `file://${root}`], { env: { TMPDIR: temporary } })
    const report = v.parse(reportSchema, JSON.parse(out))

    expect(report.project.revision).toMatch(/^[0-9a-f]{40}$/)
    expect(report.coverage.filesRead).toBe(1)
    expect(readdirSync(temporary)).toEqual([])
  })

  test('ends with 1 from the threshold on', async () => {
    expect((await runCli(['audit', SAMPLE, '--fail-on', 'none'])).code).toBe(0)
    expect((await runCli(['audit', SAMPLE, '--fail-on', 'info'])).code).toBe(1)
  })

  test('takes settings from the project, the command line wins', async () => {
    const root = tree({ 'acclimate.toml': 'macos = "15.1"\npython = "3.11"\n', 'a.py': '' })
    const { target } = (await auditJson([root, '--python', '3.13'])).report

    expect(target).toMatchObject({ osVersion: '15.1', python: '3.13' })
  })

  test('writes to a file, whole or not at all', async () => {
    const root = tree({ 'report.json': 'old' })
    const file = join(root, 'report.json')

    expect(await runCli(['audit', SAMPLE, '--fail-on', 'none', '--format', 'json', '--output', file])).toEqual({
      code: 0,
      out: '',
      err: '',
    })
    expect(v.is(reportSchema, JSON.parse(readFileSync(file, 'utf8')))).toBe(true)
    expect(readdirSync(root)).toEqual(['report.json'])
    expect(await runCli(['audit', SAMPLE, '--output', join(root, 'no/such/folder/x')])).toMatchObject({
      code: 2,
      err: expect.stringMatching(/^error: cannot write .*\n$/),
    })
  })

  test('stays quiet when the reader has seen enough', async () => {
    const child = spawn(process.execPath, ['dist/cli.js', 'audit', '--format', 'json', SAMPLE])
    child.stdout.destroy()
    let errors = ''
    child.stderr.on('data', (data: Buffer) => (errors += data.toString()))
    await once(child, 'close')

    expect(errors).toBe('')
  })
})

describe('wrong usage is one line and 2', () => {
  test.each([
    [['audit', 'no/such/directory'], /no such file or directory: no\/such\/directory/],
    [['audit', 'src', 'test'], /too many arguments/],
    [['audit', '--fromat', 'json'], /unknown option '--fromat'.*--format/],
    [['audit', '--format', 'xml'], /xml.*json/],
    [['audit', '--as-of', 'yesterday'], /YYYY-MM-DD/],
    [['audit', '--macos', 'Tahoe'], /15\.6/],
    [['audit', '--python', '2.7'], /3\.12/],
    [['audit', '--package', 'torch'], /NAME==VERSION/],
    [['audit', '--fail-on', 'everything'], /blocks/],
    [['audit', '--config', 'no.toml'], /no\.toml/],
    [['audit', 'file:///no/such/repository'], /cannot fetch/],
    [['adit'], /unknown command 'adit'.*audit/],
    [['explain', 'no/such/code'], /no\/such\/code/],
  ])('%j', async (words, message) => {
    const { code, out, err } = await runCli(words)

    expect(err).toMatch(message)
    expect(err).toMatch(/^error: [^\n]+\n$/)
    expect({ code, out }).toEqual({ code: 2, out: '' })
  })
})

test('help and version are no errors', async () => {
  expect(await runCli(['--help'])).toMatchObject({ code: 0, err: '', out: expect.stringContaining('audit') })
  expect(await runCli(['audit', '--help'])).toMatchObject({ code: 0, err: '', out: expect.stringContaining('--as-of') })
  expect((await runCli(['--version'])).out).toMatch(/^\d+\.\d+\.\d+\n$/)
})

describe('explain', () => {
  const pages = existsSync('docs/rules') ? readdirSync('docs/rules', { recursive: true, encoding: 'utf8' }) : []
  const code = pages.find((path) => /\w+\/[\w-]+\.md$/.test(path))?.slice(0, -'.md'.length)

  test('knows every page, and the nearest to a slip', { skip: code === undefined }, async () => {
    const wanted = code ?? ''

    expect((await runCli(['explain'])).out).toContain(wanted)
    expect((await runCli(['explain', wanted])).out).toBe(readFileSync(`docs/rules/${wanted}.md`, 'utf8'))
    expect((await runCli(['explain', 'claims'])).out).toBe(readFileSync('docs/claims.md', 'utf8'))
    expect((await runCli(['explain', `${wanted}x`])).err).toContain(`did you mean ${wanted}?`)
  })
})
