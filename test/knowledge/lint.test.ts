import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const source = "{url: 'https://example.org/notes', seen: 2026-08-01, kind: release-notes}"
const sound = `
name: Example
pypi: [example]
imports: [example]
category: data
metal:
  - {status: supported, since: '2.10', from: 2026-07-01, sources: [${source}]}
  - {status: unsupported, until: '2.10', note: CUDA only, sources: [${source}]}
`

function lint(files: Readonly<Record<string, string>>) {
  const folder = mkdtempSync(join(tmpdir(), 'acclimate-lint-'))
  mkdirSync(join(folder, 'libraries'))
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, 'libraries', name), text)
  const { status, stdout } = spawnSync(process.execPath, ['tools/knowledge-lint.mjs', folder], { encoding: 'utf8' })
  return { status, lines: stdout.split('\n').filter((line) => line !== '') }
}

describe('the lint of the knowledge', () => {
  it('has nothing to say about a sound file', () => {
    expect(lint({ 'example.yaml': sound })).toEqual({ status: 0, lines: [] })
  })

  it.each([
    ['a missing source', `[${source}]`, '[]', 'has no source'],
    ['an address that is none', 'https://example.org/notes', 'see the notes', 'no https or pkg address'],
    ['a day that is none', 'seen: 2026-08-01', 'seen: 2026-02-30', 'no day of the calendar'],
    ['an unknown kind', 'kind: release-notes', 'kind: hearsay', 'no known kind'],
    ['a version read as a number', "since: '2.10'", 'since: 2.10', 'no PEP 440 version'],
    ['a version that is none', "until: '2.10'", 'until: newest', 'no PEP 440 version'],
    ['ranges that overlap', "until: '2.10'", "until: '2.11'", 'overlaps'],
    ['a range that ends before it begins', "since: '2.10'", "since: '2.10', until: '2.9'", 'before 2.10'],
    ['a note left out', 'note: CUDA only, ', '', 'unsupported without a note'],
    ['a name that is not normalised', 'pypi: [example]', 'pypi: [Example_One]', 'not normalised'],
    ['an unknown status', 'status: supported', 'status: works', 'none of the known'],
    ['a key that nobody reads', 'status: supported', 'verified: true, status: supported', 'unknown key'],
  ])('finds %s', (_, from, to, problem) => {
    const { status, lines } = lint({ 'example.yaml': sound.replace(from, to) })

    expect(status).toBe(1)
    expect(lines.join('\n')).toContain(problem)
    expect(lines[0]).toContain('example.yaml')
  })

  it('finds a name that two libraries claim', () => {
    const { status, lines } = lint({ 'example.yaml': sound, 'other.yaml': sound })

    expect(status).toBe(1)
    expect(lines).toContainEqual(expect.stringMatching(/other\.yaml: pypi name example belongs to .*example\.yaml too/))
  })

  it('finds the address of a registry', () => {
    const address = ['https://pypi', 'org/project/example/'].join('.')
    const { status, lines } = lint({ 'example.yaml': sound.replace('https://example.org/notes', address) })

    expect(status).toBe(1)
    expect(lines).toContainEqual(expect.stringContaining("names a registry's host"))
  })
})
