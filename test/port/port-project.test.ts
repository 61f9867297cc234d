import { describe, expect, test } from 'vitest'
import { port } from '../../src/library/port.ts'
import type { PortHost, Seen } from '../../src/port/host.ts'
import { portDocument } from '../../src/port/document.ts'
import { portProject } from '../../src/port/port-project.ts'
import type { Edit } from '../../src/report/edit.ts'
import type { Finding, Report } from '../../src/report/report.ts'
import { audit } from '../../src/pipeline.ts'
import { tree } from '../files/tree.ts'

const EVERYTHING = { only: [], safe: false }
const EMPTY = await audit('/nowhere', { asOf: '2026-11-01' })

/** What is found in a text, by a pattern, and what an edit puts in its place; nothing where there is none. */
interface Rule {
  readonly code: string
  readonly pattern: RegExp
  readonly put?: string
}

function findingOf({ code, pattern, put }: Rule, text: string): readonly Finding[] {
  const start = text.search(pattern)
  const found = pattern.exec(text)?.[0]
  if (found === undefined) return []
  const before = text.slice(0, start).split('\n')
  const line = before.length
  const column = (before.at(-1) ?? '').length + 1
  const range = { line, column, endLine: line, endColumn: column + found.length }
  const edit: Edit = {
    file: 'a.py',
    start,
    end: start + found.length,
    text: put ?? '',
    ...range,
    group: `${code} a.py:${line}:${column}`,
    safety: 'safe',
    why: `It is ${put}.`,
  }
  const kind = put === undefined ? 'manual' : 'automatic'
  return [
    {
      code,
      platform: 'metal',
      effect: 'blocks',
      certainty: 'certain',
      reach: 'main',
      message: `found ${found}`,
      sites: [{ file: 'a.py', ...range, excerpt: found }],
      causes: [],
      sources: [],
      fix: { kind, effort: 'minutes', summary: 'Do it.' },
      ...(put !== undefined && { edits: [edit] }),
      fingerprint: code,
    },
  ]
}

/** The same finding in a file that nobody edits. */
function elsewhere(finding: Finding): Finding {
  return { ...finding, sites: finding.sites.map((site) => ({ ...site, file: 'b.py' })) }
}

/** A project that stops in a file which nobody edits, and stops there in one more way once the other file is edited. */
async function lookAtBoth(texts: ReadonlyMap<string, string>): Promise<Seen> {
  const text = texts.get('a.py') ?? 'one\n'
  const stops = findingOf({ code: 'x/stops', pattern: /one|good/ }, text).map(elsewhere)
  const later = findingOf({ code: 'x/stops-too', pattern: /good/ }, text).map(elsewhere)
  const findings = [...findingOf({ code: 'x/one', pattern: /one/, put: 'good' }, text), ...stops, ...later]
  return { report: { ...EMPTY, findings }, behave: () => [], required: [] }
}

/** A project of one file in which these rules find something. */
function hostOf(first: string, rules: readonly Rule[]): PortHost & { readonly looks: string[] } {
  const looks: string[] = []
  return {
    looks,
    exactText: () => first,
    async look(texts): Promise<Seen> {
      const text = texts.get('a.py') ?? first
      looks.push(text)
      const report: Report = { ...EMPTY, findings: rules.flatMap((rule) => findingOf(rule, text)) }
      return { report, behave: () => [], required: [] }
    },
  }
}

describe('rounds', () => {
  test('what only becomes possible is made as well, and told by offsets into the first text', async () => {
    const host = hostOf('one two\n', [
      { code: 'x/small', pattern: /one/, put: '1' },
      { code: 'x/large', pattern: /(?:one|1) two/, put: '1, 2' },
    ])
    const ported = await portProject(host, EVERYTHING, () => {})
    const document = portDocument(ported)

    expect(ported.texts.get('a.py')).toBe('1, 2\n')
    expect(host.looks).toEqual(['one two\n', '1 two\n', '1, 2\n'])
    expect(document.changes.map(({ code, round }) => [code, round])).toEqual([
      ['x/small', 1],
      ['x/large', 2],
    ])
    expect(document.findings).toEqual({ before: 2, answered: 2, after: 0 })
    expect(document.files).toEqual([
      {
        path: 'a.py',
        diff: '--- a/a.py\n+++ b/a.py\n@@ -1 +1 @@\n-one two\n+1, 2\n',
        suggestions: [{ line: 1, endLine: 1, text: ['1, 2'], why: ['It is 1.', 'It is 1, 2.'] }],
      },
    ])
  })

  test('an edit that brings a new finding is not made, and the others are', async () => {
    const host = hostOf('one\ntwo\n', [
      { code: 'x/one', pattern: /one/, put: 'bad' },
      { code: 'x/two', pattern: /two/, put: 'good' },
      { code: 'x/new', pattern: /bad/ },
    ])
    const document = portDocument(await portProject(host, EVERYTHING, () => {}))
    expect(document.changes.map(({ code }) => code)).toEqual(['x/two'])
    expect(document.setAside).toEqual([
      { code: 'x/one', file: 'a.py', line: 1, reason: 'would bring a new finding at a.py:1: found bad (x/new)' },
    ])
  })

  test('what is as bad as before on lines that nobody edits speaks against no edit', async () => {
    const host = { ...hostOf('one\n', []), look: lookAtBoth }
    const document = portDocument(await portProject(host, EVERYTHING, () => {}))
    expect(document.changes.map(({ code }) => code)).toEqual(['x/one'])
    expect(document.left.map(({ code }) => code)).toEqual(['x/stops', 'x/stops-too'])
  })

  test('what stops at a line that was left alone and stopped before speaks against no edit in that file', async () => {
    const host = hostOf('one\ntwo\n', [
      { code: 'x/one', pattern: /one/, put: 'good' },
      { code: 'x/stops', pattern: /two/ },
      { code: 'x/stops-too', pattern: /(?<=good\n)two/ },
    ])
    const document = portDocument(await portProject(host, EVERYTHING, () => {}))
    expect(document.changes.map(({ code }) => code)).toEqual(['x/one'])
    expect(document.left.map(({ code }) => code)).toEqual(['x/stops', 'x/stops-too'])
  })

  test('an edit that does not answer its finding is not made, and there is an end', async () => {
    const host = hostOf('one\ntwo\n', [
      { code: 'x/one', pattern: /one/, put: 'one ' },
      { code: 'x/two', pattern: /two/, put: 'good' },
    ])
    const document = portDocument(await portProject(host, EVERYTHING, () => {}))
    expect(document.changes.map(({ code }) => code)).toEqual(['x/two'])
    expect(document.setAside.map(({ code, reason }) => [code, reason])).toEqual([
      ['x/one', 'would not answer its finding'],
    ])
  })

  test('what a Python cannot parse is not made', async () => {
    const host: PortHost = {
      ...hostOf('one two\n', [{ code: 'x/one', pattern: /one/, put: '(' }]),
      parse: async (texts) => ({
        version: '3.12',
        errors: texts.map((text) => (text.includes('(') ? 'SyntaxError' : undefined)),
      }),
    }
    const document = portDocument(await portProject(host, EVERYTHING, () => {}))
    expect(document.changes).toEqual([])
    expect(document.setAside[0]?.reason).toBe('would leave a.py unfit for Python 3.12: SyntaxError')
  })

  test('who declines a change is not asked again, wherever it has moved', async () => {
    const host = hostOf('two\none\n', [
      { code: 'x/one', pattern: /one/, put: '1' },
      { code: 'x/two', pattern: /two/, put: 'twenty\n' },
    ])
    const asked: string[] = []
    const decide = async ({ code }: { readonly code: string }) => {
      asked.push(code)
      return code !== 'x/one'
    }
    const ported = await portProject(host, { ...EVERYTHING, decide }, () => {})
    expect(ported.texts.get('a.py')).toBe('twenty\n\none\n')
    expect(asked).toEqual(['x/one', 'x/two'])
    expect(ported.refused.map(({ reason }) => reason)).toEqual(['is not wanted'])
  })
})

describe('a project', () => {
  const FILES = {
    'train.py':
      'import torch\n\ndevice = "cuda" if torch.cuda.is_available() else "cpu"\nmodel = torch.nn.Linear(2, 2).to(device)\nstate = torch.load("a.pt")\n',
    'requirements.txt': 'torch\nxformers\n',
    'n.ipynb': JSON.stringify({
      cells: [{ cell_type: 'code', source: ['import torch\n', 's = torch.load("a.pt")\n', 's.cuda()'], outputs: [] }],
    }),
  }

  test('is ported once: there is nothing left to be made then', async () => {
    const root = tree(FILES)
    const first = await port(root, { asOf: '2026-11-01' })
    expect(first.changes.length).toBeGreaterThan(1)
    expect(first.proof.machines.map(({ machine, seen, same }) => [machine, seen === same])).toEqual([
      ['linux-cuda', true],
      ['linux-cpu', true],
    ])
    expect(first.findings.answered).toBe(first.findings.before - first.findings.after)

    const { execFileSync } = await import('node:child_process')
    execFileSync('git', ['apply', '--whitespace=nowarn'], {
      cwd: root,
      input: first.files.map(({ diff }) => diff).join(''),
    })
    const second = await port(root, { asOf: '2026-11-01' })
    expect([second.changes, second.setAside, second.files]).toEqual([[], [], []])
    expect(second.left).toEqual(first.left)
  })

  test('is ported although a test of it names Metal, which is nothing new', async () => {
    const train =
      'import torch\n\nuse_cuda = torch.cuda.is_available()\ndevice = "cuda" if use_cuda else "cpu"\ntorch.nn.Linear(2, 2).to(device)\n'
    const metal = 'import torch\n\n\ndef test_metal():\n    torch.nn.Linear(2, 2).to("mps")\n'
    const ported = await port(tree({ 'train.py': train, 'tests/test_metal.py': metal }), { asOf: '2026-11-01' })
    expect(ported.setAside).toEqual([])
    expect(ported.changes.length).toBeGreaterThan(0)
    expect(ported.left.map(({ code }) => code)).toContain('metal/named')
  })

  test('is changed as far as that is wanted', async () => {
    const only = await port(tree(FILES), { asOf: '2026-11-01', only: ['device'] })
    expect(new Set(only.changes.map(({ code }) => code.split('/')[0]))).toEqual(new Set(['device']))
    const safe = await port(tree(FILES), { asOf: '2026-11-01', safe: true })
    expect(new Set(safe.changes.map(({ safety }) => safety))).toEqual(new Set(['safe']))
  })
})
