import { applyEdits, inOrder, type TextEdit } from './apply.ts'

/** A range of the text between two rounds of edits, and what stood there before the first. */
interface Block {
  readonly from: number
  readonly to: number
  readonly start: number
  readonly end: number
}

/**
 * Edits of a text, and edits of what they make of it, as edits of the text that stood first: to apply them comes to the
 * same. Edits of which one touches what another has put there become one.
 */
export function composeEdits(
  before: string,
  first: readonly TextEdit[],
  second: readonly TextEdit[],
): readonly TextEdit[] {
  const between = applyEdits(before, first)
  const later = inOrder(second)
  let passed = 0
  return blocksOf(blocksMadeBy(inOrder(first)), later).map(({ from, to, start, end }) => {
    const begin = passed
    while ((later[passed]?.end ?? Infinity) <= to) passed++
    const own = later.slice(begin, passed)
    const moved = own.map((edit) => ({ ...edit, start: edit.start - from, end: edit.end - from }))
    return { start, end, text: applyEdits(between.slice(from, to), moved) }
  })
}

/** Edits of which others have been made already, by offsets into the text that these made of it. None may overlap with them. */
export function afterEdits(made: readonly TextEdit[], edits: readonly TextEdit[]): readonly TextEdit[] {
  const blocks = blocksMadeBy(inOrder(made))
  let passed = 0
  return inOrder(edits).map(({ start, end, text }) => {
    while (passed < blocks.length && (blocks[passed]?.end ?? 0) <= start) passed++
    const last = blocks[passed - 1]
    const drift = last ? last.to - last.end : 0
    return { start: start + drift, end: end + drift, text }
  })
}

/** What sorted edits put into a text, by offsets into what comes of it. */
function blocksMadeBy(edits: readonly TextEdit[]): readonly Block[] {
  let drift = 0
  return edits.map(({ start, end, text }) => {
    const from = start + drift
    drift += text.length - (end - start)
    return { from, to: from + text.length, start, end }
  })
}

/** The ranges of the text between that either list changes, those that touch each other as one. */
function blocksOf(made: readonly Block[], later: readonly TextEdit[]): readonly Block[] {
  const ranges: { from: number; to: number }[] = []
  const all = [
    ...made.map(({ from, to }) => ({ from, to })),
    ...later.map(({ start, end }) => ({ from: start, to: end })),
  ]
  for (const { from, to } of all.toSorted((a, b) => a.from - b.from)) {
    const open = ranges.at(-1)
    if (open && from <= open.to) open.to = Math.max(open.to, to)
    else ranges.push({ from, to })
  }
  let passed = 0
  let drift = 0
  return ranges.map(({ from, to }) => {
    const start = from - drift
    for (; (made[passed]?.to ?? Infinity) <= to; passed++) drift = (made[passed]?.to ?? 0) - (made[passed]?.end ?? 0)
    return { from, to, start, end: to - drift }
  })
}
