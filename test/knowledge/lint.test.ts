import { spawnSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { problemsOf } from '../../tools/knowledge/problems.mjs'
import { tree } from '../files/tree.ts'

const lives = `
package: {reason: it names a version}
documentation: {days: 365, reason: it is rewritten}
release-notes: {reason: they do not change}
`
const source = "{url: 'https://example.org/notes', seen: 2026-08-01, kind: release-notes}"
const sound = `
name: Example
pypi: [example]
imports: [example]
category: data
metal:
  - {status: supported, since: '2.10', from: 2026-07-01, sources: [${source}]}
  - {status: unsupported, until: '2.10', note: CUDA only, sources: [${source}]}
alternatives:
  - {use: the other one, library: Other, effort: minutes, to: 2026-09-01, sources: [${source}]}
calls:
  - names: [Engine.load]
    given: [{argument: device, position: 1, values: [cuda]}]
    with: {example: {until: '3.0', to: 2026-07-15}}
    effect: blocks
    says: It raises.
    fix: Leave it out.
    sources: [${source}]
`
const other = `
name: Other
aliases: [another]
category: data
`

/** A release of the example as a source, read on a day before files were recorded. */
function own(version: string, seen = '2026-08-01') {
  return `{url: 'pkg:pypi/example@${version}', seen: ${seen}, kind: package}`
}

/** The sound file, where the newest versions install. */
function installing(sources: string) {
  return sound
    .replace('status: supported', 'status: supported, installs: true')
    .replace(`sources: [${source}]`, sources)
}

/** Rows of wheels.tsv on the example, each of files and releases. */
function record(...rows: readonly string[]) {
  return ['package\tseen\tfiles\treleases', ...rows.map((row) => `example\t2026-11-27\t${row}`), ''].join('\n')
}

/** A file of the example at a tag, as a source. */
function atTag(tag: string) {
  return `{url: 'https://github.com/example/example/blob/v${tag}/README.md', seen: 2026-08-01, kind: release-notes}`
}

/** The sound file, where the newer of its statements ends and is read at tags. */
function readAt(...tags: readonly string[]) {
  return sound
    .replace("since: '2.10'", "since: '2.10', until: '3.0', gpu: true")
    .replace(`sources: [${source}]`, `sources: [${tags.map(atTag).join(', ')}]`)
}

const claim = `
topic: runs
claim: Example works on a Mac.
verdict: holds
answer: It does.
figures: [{says: It took 3 s., source: ${source}}]
facts: [{library: Example, platform: metal, says: works, status: supported}]
sources: [${source}]
`

function folderOf(files: Readonly<Record<string, string>>): string {
  return tree({ 'libraries/other.yaml': other, 'claims/.keep': '', 'shelf-lives.yaml': lives, ...files })
}

/** What the lint says, a line a problem. */
function lint(files: Readonly<Record<string, string>>): readonly string[] {
  return problemsOf(folderOf(files)).map(({ where, what }) => `${where}: ${what}`)
}

/** The program itself, which loads all checks each time. */
function run(files: Readonly<Record<string, string>>) {
  const words = ['tools/knowledge-lint.mjs', folderOf(files)]
  const { status, stdout, stderr } = spawnSync(process.execPath, words, { encoding: 'utf8' })
  return { status, lines: (stdout + stderr).split('\n').filter((line) => line !== '') }
}

describe('the lint of the knowledge', () => {
  it('has nothing to say about a sound file', () => {
    expect(run({ 'libraries/example.yaml': sound })).toEqual({ status: 0, lines: [] })
  })

  it('ends with 1 and a line a problem', () => {
    const twoProblems = sound
      .replace('status: supported', 'status: works')
      .replace('seen: 2026-08-01', 'seen: 2026-02-30')
    const { status, lines } = run({ 'libraries/example.yaml': twoProblems })

    expect(status).toBe(1)
    expect(lines.length).toBeGreaterThan(1)
    expect(lines.filter((line) => !line.includes('example.yaml'))).toEqual([])
  })

  it.each([
    ['a missing source', `[${source}]`, '[]', 'has no source'],
    ['an address that is none', 'https://example.org/notes', 'see the notes', 'no https or pkg address'],
    ['a day that is none', 'seen: 2026-08-01', 'seen: 2026-02-30', 'no day of the calendar'],
    ['an unknown kind', 'kind: release-notes', 'kind: hearsay', 'no known kind'],
    ['a version read as a number', "since: '2.10'", 'since: 2.10', 'no PEP 440 version'],
    ['a version that is none', "until: '2.10'", 'until: newest', 'no PEP 440 version'],
    ['ranges that overlap', "until: '2.10'", "until: '2.11'", 'overlaps'],
    ['ranges that overlap on other days', "until: '2.10'", "until: '2.11', to: 2026-07-01", 'overlaps'],
    ['ranges that overlap where one is about all back ends', "since: '2.10'", "since: '2.9', backend: mps", 'overlaps'],
    ['a range that ends before it begins', "since: '2.10'", "since: '2.10', until: '2.9'", 'before 2.10'],
    ['a note left out', 'note: CUDA only, ', '', 'unsupported without a note'],
    ['a name that is not normalised', 'pypi: [example]', 'pypi: [Example_One]', 'not normalised'],
    ['an unknown status', 'status: supported', 'status: works', 'none of the known'],
    ['a kind of entry that is none', 'category: data', 'kind: gadget\ncategory: data', 'none of the known'],
    ['an alternative that leads nowhere', 'library: Other', 'library: Third', 'no known library'],
    ['an alternative to itself', 'library: Other', 'library: Example', 'in its own place'],
    [
      'an alternative that ends before it begins',
      'to: 2026-09-01',
      'from: 2026-10-01, to: 2026-09-01',
      'before 2026-10',
    ],
    ['an alias that is another library', 'imports: [example]', 'aliases: [another]', 'belongs to'],
    ['a contradiction within', 'status: supported', 'installs: false, status: supported', 'does not install'],
    ['a day that runs against the versions', "until: '2.10', note", "until: '2.9', to: 2026-08-01, note", 'before 2.9'],
    ['a package without a version', 'https://example.org/notes', 'pkg:pypi/example', 'names no version'],
    ['an issue that is none', 'kind: release-notes', 'kind: issue', 'is no issue'],
    ['a call that nobody could make', 'names: [Engine.load]', 'names: [Engine.load()]', 'no name of Python'],
    ['a call with an effect that is none', 'effect: blocks', 'effect: breaks', 'effect is none of the known'],
    ['a call that is given a thing of no value', ', values: [cuda]', '', 'does not say what device has to be'],
    ['a call with an argument that stands nowhere', 'position: 1', 'position: -1', 'position of device'],
    ['a call with a key that nobody reads', 'fix: Leave', 'cure: Leave', 'unknown key: cure'],
    ['a call of which nothing is said', 'says: It raises.', 'says: raises', 'says is no sentence'],
    ['a call with a package that nobody knows', 'with: {example:', 'with: {third:', 'which no library is'],
    ['a call until a version of no day', ', to: 2026-07-15', '', 'of no day'],
    ['a key that nobody reads', 'status: supported', 'verified: true, status: supported', 'unknown key'],
  ])('finds %s', (_, from, to, problem) => {
    const lines = lint({ 'libraries/example.yaml': sound.replace(from, to) })

    expect(lines.join('\n')).toContain(problem)
    expect(lines.join('\n')).toContain('example.yaml')
  })

  it.each([
    ['text that is no YAML', 'category: data', 'category: [data', /example\.yaml:\d+: \S/],
    ['a word where a list has to be', 'pypi: [example]', 'pypi: example', /example\.yaml: pypi has to be a list$/],
    ['nothing where a list has to be', 'pypi: [example]', 'pypi:', /example\.yaml: pypi has to be a list$/],
  ])('says in one line where there is %s', (_, from, to, problem) => {
    const { status, lines } = run({ 'libraries/example.yaml': sound.replace(from, to) })

    expect(status).toBe(1)
    expect(lines).toEqual([expect.stringMatching(problem)])
  })

  it('finds a name that two libraries claim', () => {
    const lines = lint({ 'libraries/example.yaml': sound, 'libraries/second.yaml': sound })

    expect(lines).toContainEqual(
      expect.stringMatching(/second\.yaml: pypi name example belongs to .*example\.yaml too/),
    )
  })

  it('finds backends at odds over whether it installs', () => {
    const both = sound
      .replace('status: supported', 'status: supported, backend: mps, installs: true')
      .replace(`sources: [${source}]`, `sources: [${own('2.10')}]`)
      .replace("until: '2.10'", 'backend: mlx, installs: false')
    const lines = lint({ 'libraries/example.yaml': both })

    expect(lines).toEqual([expect.stringContaining('at odds with [1] over whether it installs')])
  })

  it('finds code on a branch, which moves', () => {
    const address = 'https://github.com/example/example/blob/main/setup.py'
    const code = source.replace('https://example.org/notes', address).replace('release-notes', 'code')
    const lines = lint({ 'libraries/example.yaml': sound.replace(source, code) })

    expect(lines.join('\n')).toContain('code on a branch')
  })

  describe('of what is there to install', () => {
    it('asks for a look at the very version from which on it installs', () => {
      expect(lint({ 'libraries/example.yaml': installing(`sources: [${own('2.11')}]`) })).toEqual([
        expect.stringMatching(/installs since 2\.10, and cites no package URL of that version$/),
      ])
    })

    it('asks for a record of what was read since there are records', () => {
      const file = installing(`sources: [${own('2.10', '2026-11-28')}]`)

      expect(lint({ 'libraries/example.yaml': file })).toEqual([expect.stringContaining('record the files')])
      expect(lint({ 'libraries/example.yaml': file, 'wheels.tsv': record('3.9+\t2.10') })).toEqual([])
    })

    it.each([
      ['a version that the index lacks', ['3.9+\t2.11'], 'the index has no example 2.10'],
      ['a version without a file', ['none\t2.10', '3.9+\t2.11'], 'example 2.10 has no wheel'],
      ['a version that has to be built', ['source\t2.10', '3.9+\t2.11'], 'example 2.10 has no wheel'],
      [
        'a later release without a file',
        ['3.9+\t2.10', 'none\t2.12 2.13', '3.9+\t3.0'],
        'example 2.12 to 2.13 has nothing',
      ],
    ])('finds %s', (_, rows, problem) => {
      const files = { 'libraries/example.yaml': installing(`sources: [${own('2.10')}]`), 'wheels.tsv': record(...rows) }

      expect(lint(files).join('\n')).toContain(problem)
    })

    it('finds a wheel where nothing is said to install, and takes what is built of a package without wheels', () => {
      const none = installing(`sources: [${own('2.10')}]`).replace(
        'note: CUDA only',
        'installs: false, note: CUDA only',
      )
      const wheels = record('3.8\t2.9', '3.9+\t2.10')

      expect(lint({ 'libraries/example.yaml': none, 'wheels.tsv': wheels })).toEqual([
        expect.stringContaining('installs is false, and example 2.9 has wheels (3.8)'),
      ])
      expect(lint({ 'libraries/example.yaml': none, 'wheels.tsv': record('source\t2.9 2.10 2.11') })).toEqual([])
    })

    it('finds a note on a release without a wheel, which needs a range', () => {
      const file = sound.replace(
        'status: supported',
        'note: Made for Macs. There is no wheel of 2.12., status: supported',
      )

      expect(lint({ 'libraries/example.yaml': file })).toEqual([
        expect.stringContaining('of 2.12, which needs a range'),
      ])
      expect(lint({ 'libraries/example.yaml': file.replace('2.12.', 'Python 3.12.') })).toEqual([])
    })

    it('finds a table that was read at one release of a range alone', () => {
      const wheels = record('3.9+\t2.9 2.10 2.11 2.12 3.0')

      expect(lint({ 'libraries/example.yaml': readAt('2.11'), 'wheels.tsv': wheels })).toEqual([
        expect.stringContaining('not at 2.10, the first release'),
        expect.stringContaining('not at 2.12, the last release'),
      ])
      expect(lint({ 'libraries/example.yaml': readAt('2.10', '2.12'), 'wheels.tsv': wheels })).toEqual([])
    })
  })

  it('finds a kind of source that nobody gave a shelf life, and a life without a reason', () => {
    const lines = lint({ 'libraries/example.yaml': sound, 'shelf-lives.yaml': 'documentation: {days: 365}' })

    expect(lines).toEqual([
      'shelf-lives.yaml: has nothing on release-notes',
      'shelf-lives.yaml: documentation lasts for no reason',
    ])
  })

  it('finds what people ask for and nothing is known of', () => {
    const lines = lint({ 'libraries/example.yaml': sound, 'roster.yaml': 'data: [Example, Another, Missing]' })

    expect(lines).toEqual(['roster.yaml: nothing is known of Missing'])
  })

  it.each([
    ['a claim without a source', `sources: [${source}]`, 'sources: []', 'has no source'],
    ['a figure without one', `, source: ${source}`, '', 'no https or pkg address'],
    ['a day that is none', 'seen: 2026-08-01, kind: release-notes}}]', 'seen: 2026-02-30, kind: code}}]', 'no day'],
    ['a verdict that is none', 'verdict: holds', 'verdict: maybe', 'verdict is none of the known'],
    ['conditions left out', 'verdict: holds', 'verdict: holds-if', 'names none'],
    ['a verdict that the library contradicts', 'verdict: holds', 'verdict: outdated', 'though Example works fully'],
    ['a library that has changed', 'status: supported', 'status: partial', 'it is supported'],
    ['a library that nobody knows', 'library: Example', 'library: Sample', 'nothing is known of Sample'],
    ['a key that nobody reads', 'topic: runs', 'topic: runs\nauthor: me', 'unknown key'],
  ])('finds %s of a claim', (_, from, to, problem) => {
    const files = { 'libraries/example.yaml': sound, 'claims/example.yaml': claim.replace(from, to) }
    const lines = lint(files)

    expect(lint({ ...files, 'claims/example.yaml': claim })).toEqual([])
    expect(lines.join('\n')).toContain(problem)
  })

  it('finds the address of a registry', () => {
    const address = ['https://pypi', 'org/project/example/'].join('.')
    const lines = lint({ 'libraries/example.yaml': sound.replace('https://example.org/notes', address) })

    expect(lines).toContainEqual(expect.stringContaining("names a registry's host"))
  })
})
