import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { format } from '../../../src/project/declarations/requirements-txt/index.ts'

const read = (text: string, path = 'requirements.txt') => format.read({ path, text })
const named = (text: string) => read(text).declarations?.map(({ name, specifier }) => `${name}${specifier}`)

describe('requirements files', () => {
  it('gives each requirement its own place', () => {
    const text =
      '# torch first\n\n  torch >= 2.1 ; sys_platform == "linux"  # why\nnumpy\r\nscipy==1.0 --hash=sha256:00\n'
    const [torch, numpy, scipy] = read(text).declarations ?? []
    expect(torch).toMatchObject({
      name: 'torch',
      requirement: 'torch >= 2.1 ; sys_platform == "linux"',
      specifier: '>=2.1',
      marker: 'sys_platform == "linux"',
      scope: 'runtime',
      site: { line: 3, column: 3, endLine: 3, endColumn: 41 },
    })
    expect(numpy?.site).toMatchObject({ line: 4, column: 1, endColumn: 6 })
    expect(scipy).toMatchObject({ requirement: 'scipy==1.0', site: { line: 5, endColumn: 11 } })
  })

  it('follows continuations over lines of any ending', () => {
    const { declarations, unread } = read(
      'torch==2.0 \\\r\n    --hash=sha256:aa \\\n  --hash=sha256:bb\nname \\\n >=1\n# no \\\nlast\n',
    )
    expect(unread).toEqual([])
    expect(declarations?.map((each) => each.specifier)).toEqual(['==2.0', '>=1', ''])
    expect(declarations?.[1]?.site).toMatchObject({ line: 4, endLine: 5 })
    expect(declarations?.[2]?.site).toMatchObject({ line: 7 })
  })

  it('knows the indexes, and leaves other options and files alone', () => {
    const { indexes, declarations, unread } = read(
      [
        '\uFEFF--extra-index-url https://download.pytorch.org/whl/cu118',
        '-i=https://a.example/simple',
        '--find-links "https://b.example/links.html"',
        '-fhttps://c.example/links.html',
        '-r base.txt',
        '-c constraints.txt',
        '--no-binary :all:',
        '--pre torch',
        '-e git+https://github.com/a/b.git#egg=c',
        '-e .',
      ].join('\n'),
    )
    expect(unread).toEqual([])
    expect(indexes?.map(({ kind, url }) => [kind, url])).toEqual([
      ['extra-index', 'https://download.pytorch.org/whl/cu118'],
      ['index', 'https://a.example/simple'],
      ['find-links', 'https://b.example/links.html'],
      ['find-links', 'https://c.example/links.html'],
    ])
    expect(indexes?.[0]?.site).toMatchObject({ line: 1, column: 20 })
    expect(declarations?.map((each) => each.name)).toEqual(['torch', 'c'])
  })

  it('keeps what is legible of a bad line and says what was wrong', () => {
    const { declarations, unread } = read('torch>=1.8.*\nthis is prose\nnumpy\n')
    expect(declarations?.map((each) => each.name + each.specifier)).toEqual(['torch>=1.8', 'numpy'])
    expect(unread?.map((each) => each.line)).toEqual([1, 2])
  })

  it('reads the export of a conda environment', () => {
    const note =
      '# This file may be used to create an environment using:\n# $ conda create --name <env> --file <this file>\n'
    const { declarations } = read(`${note}pytorch=2.1.0=py3.10_cuda11.8_cudnn8.7.0_0\ntimm=0.9=pypi_0\n`)
    expect(declarations).toMatchObject([
      { name: 'pytorch', specifier: '==2.1.0', ecosystem: 'conda' },
      { name: 'timm', specifier: '==0.9', ecosystem: 'pypi' },
    ])
  })

  it('lists no more complaints than anybody reads', () => {
    const { unread } = read('not a requirement\n'.repeat(5000))
    expect(unread).toHaveLength(21)
    expect(unread?.at(-1)?.reason).toContain('4980')
  })

  it('takes an address without a name', () => {
    expect(named('https://example.com/torch-2.0.0+cu118-cp310-cp310-linux_x86_64.whl\n')).toEqual([
      'torch==2.0.0+cu118',
    ])
  })
})

describe('recognises', () => {
  it.each([
    'requirements.txt',
    'a/requirements-dev.in',
    'requirments_cu118.txt',
    'requirements/base.txt',
    'deps.txt',
    'reqs/test.pip',
  ])('%s by its name', (path) => expect(format.recognises(path, '')).toBe(true))
  it.each(['constraints.txt', 'requirements/constraints.txt', 'CMakeLists.txt', 'README.txt', 'requirements.md'])(
    '%s not at all',
    (path) => expect(format.recognises(path, 'torch==2.0\nnumpy==1.0\n')).toBe(false),
  )
  it.each([
    ['torch==2.0.1+cu118\nnumpy\n', true],
    ['-r base.txt\ntorch\n', true],
    ['git+https://github.com/a/b\nnumpy\n', true],
    ['apple\nbanana\ncherry\n', false],
    ['1>2\n2>3\n', false],
    ['Some words about a project.\ntorch==2.0\n', false],
    ['torch==2.0\n', false],
    ['', false],
  ])('by its content %j: %s', (text, expected) => expect(format.recognises('packages.txt', text)).toBe(expected))
})

it('never throws, ends, and keeps every place within the file', () => {
  const piece = fc.constantFrom(
    'torch',
    '>=1',
    ' ',
    '\n',
    '\r\n',
    '\\',
    '\\\n',
    '#',
    ' #',
    '-r',
    '-e',
    '--hash=',
    '"',
    ';',
    '=',
    '-i',
    '\uFEFF',
    '[',
    'git+',
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
      const text = pieces.join('')
      format.recognises('x.txt', text)
      const lines = text.split(/\r\n?|\n/).length
      for (const { site } of read(text).declarations ?? []) expect(site.endLine).toBeLessThanOrEqual(lines)
    }),
    { numRuns: 1000 },
  )
})
