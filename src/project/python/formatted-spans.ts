import type { Span, Statement } from './tree.ts'

/** The formatted strings of a module, whatever they stand in: code between their braces obeys rules of its own. */
export function formattedSpans(body: readonly Statement[]): readonly Span[] {
  const spans: Span[] = []
  // The tree is plain data and may be deep, so that it is walked without recursion.
  const pending: unknown[] = [body]
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if (typeof node !== 'object' || node === null) continue
    if (isFormatted(node)) spans.push({ at: node.at, end: node.end })
    else for (const part of Object.values(node)) if (typeof part === 'object') pending.push(part)
  }
  return spans
}

function isFormatted(node: object): node is Span {
  return 'kind' in node && node.kind === 'formatted' && 'at' in node && 'end' in node
}
