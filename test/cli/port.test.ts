import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { portSchema } from '../../src/report/port-schema.ts'
import { tree } from '../files/tree.ts'
import { runCli } from './run-cli.ts'

const CHOICE = 'device = "cuda" if torch.cuda.is_available() else "cpu"'
const CHOSEN = 'device = "cuda" if torch.cuda.is_available() else "mps" if torch.backends.mps.is_available() else "cpu"'
const LOAD = 'state = torch.load("a.pt")'
const LOADED = 'state = torch.load("a.pt", map_location="cpu" if torch.backends.mps.is_available() else None)'
const FILES = {
  'train.py': `import torch\n\n${CHOICE}\n${LOAD}\n`,
  'crlf.py': `\uFEFFimport torch\r\nif True:\r\n\t${CHOICE}\r\n\tprint(device)`,
}
const PORTED = {
  'train.py': `import torch\n\n${CHOSEN}\n${LOADED}\n`,
  'crlf.py': `\uFEFFimport torch\r\nif True:\r\n\t${CHOSEN}\r\n\tprint(device)`,
}

const GIT = ['-c', 'user.name=t', '-c', 'user.email=t@t', '-c', 'commit.gpgsign=false', '-c', 'core.autocrlf=false']

/** A repository in which these files are committed. */
function repository(contents: Readonly<Record<string, string>> = FILES): string {
  const root = tree(contents)
  const git = (...words: readonly string[]) => execFileSync('git', [...GIT, ...words], { cwd: root })
  git('init', '--quiet')
  git('add', '.')
  git('commit', '--quiet', '-m', 'first')
  return root
}

const textsIn = (root: string) =>
  Object.fromEntries(Object.keys(FILES).map((path) => [path, readFileSync(join(root, path), 'utf8')]))

describe('acclimate port', () => {
  test('shows what it would do, and writes nothing', async () => {
    const root = repository()
    const { code, out, err } = await runCli(['port', root, '--no-cache'])

    expect([code, err]).toEqual([0, ''])
    expect(textsIn(root)).toEqual(FILES)
    expect(out).toContain(`+${LOADED}`)
    expect(out).toMatch(/2 of 2 findings answered; the Mac goes from “needs edits” to “runs”/)
    expect(out).toContain('Nothing is written')
    // What is shown is a patch as well.
    execFileSync('git', ['apply', '--whitespace=nowarn'], { cwd: root, input: out })
    expect(textsIn(root)).toEqual(PORTED)
  })

  test('--write writes, a second run finds nothing to do, and --undo puts everything back', async () => {
    const root = repository()
    const before = readdirSync(root)
    const written = await runCli(['port', root, '--write', '--no-cache'])
    expect([written.code, written.err]).toEqual([0, ''])
    expect(written.out).toContain('2 files written')
    expect(textsIn(root)).toEqual(PORTED)
    expect(readdirSync(root)).toEqual(before)

    expect((await runCli(['port', root, '--write', '--no-cache'])).out).toContain(
      'There is nothing to be done for a Mac.',
    )
    expect(await runCli(['port', root, '--undo'])).toEqual({ code: 0, out: '2 files are as before\n', err: '' })
    expect(textsIn(root)).toEqual(FILES)
    const again = await runCli(['port', root, '--undo'])
    expect([again.code, again.out]).toEqual([2, ''])
    expect(again.err).toMatch(/^error: there is nothing to undo[^\n]*\n$/)
  })

  test('refuses to write over what is not committed, unless it is told to', async () => {
    const root = repository()
    writeFileSync(join(root, 'train.py'), `${FILES['train.py']}# mine\n`)
    const refused = await runCli(['port', root, '--write', '--no-cache'])
    expect(refused.code).toBe(2)
    expect(refused.err).toMatch(/^error: nothing is written: uncommitted changes in train\.py; [^\n]*--allow-dirty\n$/)
    expect(textsIn(root)['crlf.py']).toBe(FILES['crlf.py'])

    expect((await runCli(['port', root, '--write', '--allow-dirty', '--no-cache'])).code).toBe(0)
    expect(textsIn(root)['train.py']).toBe(`${PORTED['train.py']}# mine\n`)
  })

  test('says where there is no repository, and writes', async () => {
    const root = tree(FILES)
    const { code, err } = await runCli(['port', root, '--write', '--no-cache'])
    expect([code, err]).toEqual([
      0,
      'not in a git repository: acclimate port --undo alone can put back what was there\n',
    ])
    expect(textsIn(root)).toEqual(PORTED)
  })

  test('runs nothing that a repository names, neither hooks nor filters', async () => {
    const root = repository()
    const trap = join(tree({}), 'ran')
    writeFileSync(join(root, '.gitattributes'), '* filter=trap\n')
    writeFileSync(
      join(root, '.git/config'),
      `[core]\n\tfsmonitor = touch ${trap}\n[filter "trap"]\n\tclean = touch ${trap}; cat\n\tsmudge = touch ${trap}; cat\n`,
      { flag: 'a' },
    )
    mkdirSync(join(root, '.git/hooks'), { recursive: true })
    writeFileSync(join(root, '.git/hooks/post-index-change'), `#!/bin/sh\ntouch ${trap}\n`)
    chmodSync(join(root, '.git/hooks/post-index-change'), 0o755)
    expect((await runCli(['port', root, '--write', '--no-cache'])).code).toBe(0)
    expect(() => readFileSync(trap)).toThrow('ENOENT')
  })

  test('--patches makes a series, of which each applies on the one before', async () => {
    const root = repository()
    const folder = join(tree({}), 'series')
    const { code } = await runCli(['port', root, '--patches', folder, '--patch', `${folder}.patch`, '--no-cache'])
    expect(code).toBe(0)
    const names = readdirSync(folder).toSorted()
    expect(names).toEqual(['0001-checkpoint-map-location.patch', '0002-device-ignores-metal-gpu.patch'])
    for (const name of names) execFileSync('git', ['apply', '--whitespace=nowarn', join(folder, name)], { cwd: root })
    expect(textsIn(root)).toEqual(PORTED)
    execFileSync('git', ['checkout', '--quiet', '.'], { cwd: root })
    execFileSync('git', ['apply', '--whitespace=nowarn', `${folder}.patch`], { cwd: root })
    expect(textsIn(root)).toEqual(PORTED)

    const again = await runCli(['port', root, '--patches', folder, '--no-cache'])
    expect([again.code, again.err]).toEqual([2, `error: there are patches in ${folder} already; name another folder\n`])
  })

  test('--only and --safe take what is wanted, and --format json says all of it', async () => {
    const root = repository()
    const { out } = await runCli(['port', root, '--only', 'checkpoint', '--format', 'json', '--no-cache'])
    const document = v.parse(portSchema, JSON.parse(out))
    expect(document.changes.map(({ code }) => code)).toEqual(['checkpoint/map-location'])
    expect(document.left.map(({ code }) => code)).toEqual(['device/ignores-metal-gpu', 'device/ignores-metal-gpu'])

    expect((await runCli(['audit', root, '--fix', '--no-cache'])).code).toBe(0)
    expect(textsIn(root)).toEqual(PORTED)
  })

  test.each([
    [['--only', 'nonsense'], /^error: there are no findings of the code nonsense; [^\n]*\n$/],
    [['--interactive'], /^error: --interactive asks questions, for which it needs a terminal\n$/],
    [['--undo', '--write'], /^error: [^\n]*--undo[^\n]*--write[^\n]*\n$/],
    [['--rehearse', 'python a.py | tee log'], /^error: the command is run without a shell[^\n]*\n$/],
    [['--format', 'sarif'], /^error: [^\n]*--format[^\n]*\n$/],
  ])('%j is told in one line', async (words, message) => {
    const { code, out, err } = await runCli(['port', tree(FILES), '--no-cache', ...words])
    expect([code, out]).toEqual([2, ''])
    expect(err).toMatch(message)
  })
})
