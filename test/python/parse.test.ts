import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { syntaxNode } from '../../src/project/python/lower/node.ts'
import { lowerBlock } from '../../src/project/python/lower/statement.ts'
import { ownTexts } from '../../src/project/python/owned.ts'
import { parseModule } from '../../src/project/python/parse/parse.ts'
import type { Statement } from '../../src/project/python/tree.ts'
import { parsePython } from '../../src/shipped/parse-python.ts'

const FIXTURES = fileURLToPath(new URL('../audit/fixtures', import.meta.url))
const WHOLE = [{ from: 0, at: 0, line: 1 }]

/** What the grammar makes of a text; undefined where it finds a mistake in it. */
function byGrammar(text: string): readonly Statement[] | undefined {
  const tree = parsePython(text)
  if (!tree) return undefined
  try {
    if (tree.rootNode.hasError) return undefined
    return lowerBlock(syntaxNode(tree.rootNode, { text, pieces: WHOLE, own: ownTexts(), depth: 0 }))
  } finally {
    tree.delete()
  }
}

function byHand(text: string): readonly Statement[] | undefined {
  return parseModule(text, WHOLE, ownTexts())?.body
}

/** Comments behind the last statement of a block are a part of it to the grammar only. */
function withoutComments(text: string): string {
  return text.replace(/^[ \t]*#.*\n|[ \t]+#(?![^\n]*["']).*$/gm, '')
}

const expression = fc.letrec<Record<'value', string>>((tie) => {
  const value = tie('value')
  return {
    value: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc.constantFrom(
        'x',
        '_y1',
        '1',
        '0x1F',
        '1_000.5e-3',
        '.5',
        'None',
        'True',
        '...',
        '"a"',
        "r'\\d'",
        '"a" "b"',
        '()',
        '[]',
        '{}',
      ),
      fc
        .tuple(value, fc.constantFrom('+', '-', '*', '/', '//', '%', '@', '<<', '|'))
        .map(([own, operator]) => `(${own}) ${operator} x`),
      fc
        .tuple(value, value, fc.constantFrom('and', 'or', '==', 'not in', 'is not', '<'))
        .map(([left, right, word]) => `(${left}) ${word} (${right})`),
      fc.tuple(value, value, value).map(([then, test, otherwise]) => `((${then}) if (${test}) else (${otherwise}))`),
      value.map((own) => `f(${own}, *a, k=${own}, **b)`),
      value.map((own) => `x.y(${own})[${own}:, 1].z`),
      value.map((own) => `not (${own})`),
      value.map((own) => `-x ** 2 - ~(${own})`),
      value.map((own) => `[${own} for a, b in (${own}) if c]`),
      value.map((own) => `{"k": ${own}, **rest}`),
      value.map((own) => `{${own}, x}`),
      value.map((own) => `(${own}, )`),
      value.map((own) => `(lambda a, *b, c=1, **d: ${own})`),
      fc.constantFrom(
        'f"a{x}b"',
        'f"{x!r:>{w}}"',
        'f\'{x["k"]}{{}}\'',
        'f"""{\nx\n}"""',
        'f"{a:.2f}" "b"',
        '(n := x)',
        '(yield x)',
        'f(i for i in x)',
      ),
    ),
  }
}).value

const statement = fc
  .tuple(
    fc.constantFrom(
      (value: string) => `${value}\n`,
      (value: string) => `a = b.c = ${value}\n`,
      (value: string) => `a, (b, *c) = ${value}, x\n`,
      (value: string) => `a: int = ${value}\n`,
      (value: string) => `a[0] += ${value}; b = 1\n`,
      (value: string) => `if ${value}:\n    pass\nelif x: y\nelse:\n    return ${value}\n`,
      (value: string) => `for a, b in ${value}, x:\n\tcontinue\nelse:\n\tbreak\n`,
      (value: string) => `while ${value}:\n  del a, b\n`,
      (value: string) =>
        `try:\n    assert ${value}, "no"\nexcept (A, B) as e:\n    raise E(x) from e\nexcept:\n    raise\nfinally:\n    pass\n`,
      (value: string) => `with ${value} as f, g():\n    global a, b\n`,
      (value: string) => `with (a as b, c):\n    d = ${value}\n`,
      (value: string) =>
        `@a.b(1)\nasync def f(self, a: int, b=1, *, c: str = ${value}, **d) -> int:\n    await a\n\n    return ${value}\n`,
      (value: string) => `class A(B, metaclass=C):\n    """Says."""\n    a = ${value}\n\n    def f(self): ...\n`,
      () => 'import a.b as c, d\nfrom . import (e, f as g,)\nfrom ..h.i import *\nfrom __future__ import j\n',
    ),
    expression,
  )
  .map(([write, value]) => write(value))

describe('parsing well-formed Python', () => {
  it('gives what the grammar gives, of the code of all rules', () => {
    const paths = readdirSync(FIXTURES, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.py'))
    const read = paths.flatMap((path) => {
      const text = withoutComments(readFileSync(`${FIXTURES}/${path}`, 'utf8'))
      const body = byHand(text)
      return body ? [{ path, body, expected: byGrammar(text) }] : []
    })
    for (const { path, body, expected } of read) expect(body, path).toEqual(expected)
    expect(read.length).toBeGreaterThan(paths.length * 0.95)
  })

  it('gives what the grammar gives, whatever it is', () => {
    fc.assert(
      fc.property(fc.array(statement, { minLength: 1, maxLength: 4 }), (statements) => {
        const text = statements.join('')
        expect(byHand(text)).toEqual(byGrammar(text))
      }),
      { numRuns: 1_000 },
    )
  })

  it('leaves to the grammar what is not', () => {
    const texts = [
      'x = (1\n',
      'print "a"\n',
      'def f(:\n',
      'match x:\n  case 1: pass\n',
      ' x = 1\n y\n  z\n',
      "f'{x'\n",
      'x = = 1\n',
    ]
    for (const text of texts) expect(byHand(text), text).toBeUndefined()
  })
})
