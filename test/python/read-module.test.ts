import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { relevanceFor } from '../../src/audit/relevance.ts'
import { withDefaults } from '../../src/config/options.ts'
import { words as wordsOfEvaluation } from '../../src/evaluate/words.ts'
import { rules } from '../../src/generated/rules.ts'
import { knowledge } from '../../src/shipped/knowledge.ts'
import { parsePython as parse } from '../../src/shipped/parse-python.ts'
import { inFile, siteOfSpan } from '../../src/project/python/source.ts'
import { readModule } from '../../src/project/python/read-module.ts'
import { skim } from '../../src/project/python/skim/skim.ts'
import { targetFor } from '../../src/target/target.ts'

const options = withDefaults({ asOf: '2026-11-01', packages: { torch: '2.6.0' } })
const target = targetFor({ declarations: [], locked: [], pythons: [] }, knowledge, options)
const stated = [wordsOfEvaluation, ...rules.map(({ words }) => words)]
const relevance = relevanceFor(stated, { knowledge, target, asOf: options.asOf }, [])

/** Scraps from which hostile Python is put together. */
const scraps = fc.constantFrom(
  'def f(x, device="cuda"):\n',
  '    return x.to(device)\n',
  'if torch.cuda.is_available():\n',
  '    pass\n',
  'else:\n',

  'class A(B, c=1):\n',
  '"""cuda\n',
  "'''",
  '(',
  ')',
  '[',
  '{',
  '\\\n',
  '# cuda\n',
  'f"{x!r:>{width}}"',
  '\n',
  '\t',
  '    ',

  '@decorated\n',
  'lambda x=1, *a, **k: x',
  'match x:\n    case 1:\n',
  'print "x"\n',
  '!pip install torch\n',
  'x := 1',
  '\0',

  'async def g():\n  await h()\n',
  '<<<<<<< HEAD\n',
  'from . import cuda as c\n',
  'import torch.cuda, os as o\n',
  'é',
  '😀',
  '=',
)

describe('reading Python', () => {
  it('never throws and always ends, whatever the text', () => {
    fc.assert(
      fc.property(fc.array(scraps, { maxLength: 60 }), (parts) => {
        for (const wanted of [relevance, undefined]) readModule({ path: 'a.py', text: parts.join('') }, parse, wanted)
      }),
      { numRuns: 300 },
    )
  })

  it('never throws on arbitrary text or as a notebook', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        const source = text.split(/(?<=\n)/)
        const cells = [
          { cell_type: 'code', source },
          { cell_type: 'code', source: text },
        ]
        readModule({ path: 'a.py', text }, parse, undefined)
        readModule({ path: 'a.ipynb', text }, parse, undefined)
        readModule({ path: 'b.ipynb', text: JSON.stringify({ cells }, undefined, 1) }, parse, undefined)
      }),
      { numRuns: 200 },
    )
  })

  it('keeps the calls outside of a line that is broken', () => {
    const text = 'import torch\nx = torch.zeros(2).cuda()\nfoo(((\n'
    const { code, unread } = readModule({ path: 'a.py', text }, parse, undefined)
    expect(JSON.stringify(code?.body)).toContain('"name":"cuda"')
    expect(unread).toHaveLength(1)
  })

  it('needs no longer than a text is long', () => {
    const long = 20_000
    const texts = [
      `x = ${'f"{" + '.repeat(long)}cuda`,
      `class A:\n    cuda = 1\n${'    def a(): pass\n'.repeat(long)}`,
      `cuda = 1\n${'@a\n'.repeat(long)}def b(): pass\n`,
      `cuda = f'''${'{"""}'.repeat(long)}'''`,
      `cuda = """${'\\'.repeat(long)}${'"'.repeat(long)}`,
      `cuda\n${'if a:\n b\nelse:\n c\n'.repeat(long / 2)}`,
      `cuda ${'= f(['.repeat(long)}`,
    ]
    for (const text of texts) expect(() => skim(text, relevance)).not.toThrow()
  })

  it('survives nesting that would exhaust a stack', () => {
    const blocks = Array.from({ length: 500 }, (_, depth) => `${' '.repeat(depth)}if cuda:\n`).join('')
    const texts = [
      `x = ${'('.repeat(20_000)}cuda${')'.repeat(20_000)}\n`,
      `${blocks}${' '.repeat(500)}pass\n`,
      `cuda${'.a'.repeat(20_000)}`,
      `${'not '.repeat(20_000)} cuda`,
    ]
    for (const text of texts) expect(() => readModule({ path: 'a.py', text }, parse, relevance)).not.toThrow()
  })
})

describe('skimming', () => {
  const text = [
    'import torch',
    '',
    'def boring(a, b):',
    '    """Speaks of cuda in prose only."""',
    '    c = a + b  # cuda',
    '    return c',
    '',
    'def telling(x):',
    '    total = x + 1',
    '    for step in range(10):',
    '        total += step',
    '    y = x.cuda()',
    '    return y',
    '',
  ].join('\n')

  it('leaves out what says nothing and keeps every place true', () => {
    const skimmed = skim(text, relevance)
    expect(skimmed.text).not.toContain('boring')
    expect(skimmed.text).not.toContain('step')
    expect(skimmed.text).toContain('y = x.cuda()')
    const at = skimmed.text.indexOf('x.cuda')
    expect(inFile(skimmed.pieces, at)).toBe(text.indexOf('x.cuda'))
  })

  /** Texts in which only the line with `boring` says nothing: as Python reads them, and as Acclimate has to. */
  const readings: Readonly<Record<string, string>> = {
    'a decorator over one that says nothing': '@on("cuda")\n@twice\ndef f(self):\n    boring = 1\n',
    'a decorated class': '@on("cuda")\nclass A:\n    boring = 1\n',
    'tabs beside spaces': 'if cuda:\n        x.cuda()\n\tboring = 1\n',
    'lone carriage returns': 'x.cuda()\rif cuda:\r    boring = 1\r    y.cuda()\r',
    'a backslash before CRLF': 'x = cuda + \\\r\n  1\r\nboring = 1\r\ny.cuda()\r\n',
    'quotes and marks in a formatted string': 'x.cuda(f"{y["#("]}")\nboring = 1\ny.cuda()\n',
    'a string with an escaped quote in it': 'cuda = """\\""" + (\n"""\nboring = 1\ny.cuda()\n',
    'a byte order mark': '\uFEFFimport cuda\nboring = 1\n',
  }

  it.each(Object.entries(readings))('reads %s', (_, written) => {
    expect(skim(written, relevance).text).not.toContain('boring')
    const { code, unread } = readModule({ path: 'a.py', text: written }, parse, relevance)
    expect([unread, JSON.stringify(code?.body)]).toEqual([[], expect.stringContaining('cuda')])
  })

  it('finds the next statement after a bracket that is never closed', () => {
    const broken = 'x = foo((cuda\ndef f():\n    return 1\n\ny.cuda()\n'
    expect(skim(broken, relevance).text).toBe('x = foo((cuda\npass\ny.cuda()\n')
  })

  it('keeps no line for a name in a comment or in prose', () => {
    const named = 'LIMIT = cuda.limit()\nx = 1  # LIMIT\ny = """LIMIT"""\nz = LIMIT\n'
    expect(skim(named, relevance).text).toBe('LIMIT = cuda.limit()\npass\nz = LIMIT\n')
  })

  it('leaves only the imports of a file that speaks of CUDA in comments and prose only', () => {
    const quiet = '"""For cuda."""\n# cuda\nx = 1\ndef f():\n    from . import (a,\n        b)\n    return a\n'
    const { text: left, words } = skim(quiet, relevance)
    expect([left, words]).toEqual(['from . import (a,\n        b)\n', undefined])
  })

  it('gives code that parses where the original does', () => {
    const { code, unread } = readModule({ path: 'a.py', text }, parse, relevance)
    expect(unread).toEqual([])
    const definition = code?.body.find((statement) => statement.kind === 'function')
    expect(code && definition ? siteOfSpan(code.module.source, definition).line : 0).toBe(8)
  })
})

describe('notebooks', () => {
  it('give places in the .ipynb file, and their commands', () => {
    const cells = [
      { cell_type: 'markdown', source: ['# cuda\n'] },
      { cell_type: 'code', source: ['!pip install flash-attn\n', 'name = "a\\tb"; model.cuda()\n'] },
    ]
    const text = JSON.stringify({ cells, nbformat: 4 }, undefined, 1)
    const { code, commands } = readModule({ path: 'a.ipynb', text }, parse, relevance)
    const [command] = commands
    expect([command?.text, command?.site.cell, command?.site.excerpt]).toEqual([
      'pip install flash-attn',
      1,
      '!pip install flash-attn',
    ])
    const statement = code?.body.at(-1)
    const site = code && statement ? siteOfSpan(code.module.source, statement) : undefined
    expect(site?.cell).toBe(1)
    const line = text.split('\n')[(site?.line ?? 1) - 1] ?? ''
    expect(line.slice((site?.column ?? 1) - 1, (site?.endColumn ?? 1) - 1)).toBe('model.cuda()')
    // The excerpt is the code and not the quoted line, so the columns of the file do not count in it.
    expect(site?.excerpt.slice(site.focus?.start, site.focus?.end)).toBe('model.cuda()')
  })

  it('say it when they are cut short', () => {
    const text = '{"cells": [{"cell_type": "code", "source": ["model.cu'
    expect(readModule({ path: 'cut.ipynb', text }, parse, undefined).unread).toHaveLength(1)
  })
})
