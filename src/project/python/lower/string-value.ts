import type { SyntaxNode } from './node.ts'
import { textOf } from './place.ts'

const ESCAPES: Readonly<Record<string, string>> = {
  '\\n': '\n',
  '\\t': '\t',
  '\\r': '\r',
  '\\\\': '\\',
  "\\'": "'",
  '\\"': '"',
  '\\\n': '',
}

/** The text of a part of a string literal, escapes resolved unless the literal is raw; `\x41` and rarer forms stay as written. */
export function unescaped(text: string, prefix: string): string {
  if (/r/i.test(prefix) || !text.includes('\\')) return text
  return text.replace(/\\[\s\S]/g, (escape) => ESCAPES[escape] ?? escape)
}

/** The letters before the opening quote (`f`, `rb`, ...). */
export function stringPrefix(start: SyntaxNode): string {
  return /^[A-Za-z]*/.exec(textOf(start))?.[0] ?? ''
}
