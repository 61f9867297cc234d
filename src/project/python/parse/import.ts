import { fitted } from '../lower/fitted.ts'
import type { Import, ImportFrom } from '../tree.ts'
import { advance, expect, fail, skip, type Tokens } from './tokens.ts'

/** `import a.b as c, d` */
export function importModules(tokens: Tokens): Import {
  const { at } = tokens
  const names: Import['names'][number][] = []
  do {
    advance(tokens)
    const { at: from, from: start } = tokens
    const module = dottedName(tokens, start)
    const { lastEnd: end } = tokens
    const alias = skip(tokens, 'as') ? nameHere(tokens) : undefined
    names.push({ module, at: from, end, ...(alias === undefined ? {} : { alias }) })
  } while (tokens.kind === ',')
  return { kind: 'import', at, end: tokens.lastEnd, names: fitted(names) }
}

/** `from .a import b as c, d`; undefined where it only says how the file is to be read. */
export function importFrom(tokens: Tokens): ImportFrom | undefined {
  const { at } = tokens
  advance(tokens)
  const { at: moduleAt } = tokens
  let level = 0
  while (tokens.kind === '.' || tokens.kind === '...') {
    level += tokens.kind.length
    advance(tokens)
  }
  const module = tokens.kind === 'name' ? dottedName(tokens, tokens.from) : ''
  if (level === 0 && module === '') fail(tokens)
  const moduleSpan = { at: moduleAt, end: tokens.lastEnd }
  expect(tokens, 'import')
  const names = importedNames(tokens)
  if (module === '__future__') return undefined
  return { kind: 'import-from', at, end: tokens.lastEnd, module, moduleSpan, level, names }
}

function importedNames(tokens: Tokens): ImportFrom['names'] {
  const { at, end } = tokens
  if (skip(tokens, '*')) return [{ name: '*', at, end }]
  const isInBrackets = skip(tokens, '(')
  const names: ImportFrom['names'][number][] = []
  do {
    if (isInBrackets && tokens.kind === ')') break
    const { at: from } = tokens
    const name = nameHere(tokens)
    const alias = skip(tokens, 'as') ? nameHere(tokens) : undefined
    names.push({ name, at: from, end: tokens.lastEnd, ...(alias === undefined ? {} : { alias }) })
  } while (skip(tokens, ','))
  if (isInBrackets) expect(tokens, ')')
  return fitted(names)
}

function nameHere(tokens: Tokens): string {
  const { name } = tokens
  expect(tokens, 'name')
  return name
}

/** A name with the parts behind its dots; `from` is where it begins in the text. */
function dottedName(tokens: Tokens, from: number): string {
  let { to } = tokens
  let parts = 1
  expect(tokens, 'name')
  while (skip(tokens, '.')) {
    to = tokens.to
    parts++
    expect(tokens, 'name')
  }
  return tokens.own(tokens.text.slice(from, to))
}
