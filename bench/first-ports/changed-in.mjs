/**
 * The lines of the old text that a unified diff changes, each with what stands there afterwards. What is put between two lines
 * belongs to the one before it, and to the one after it as well.
 * @returns {Map<number, readonly string[]>}
 */
export function changedIn(diff) {
  const changed = new Map()
  let line = 0
  let block
  for (const text of diff.split('\n')) {
    const head = /^@@ -(\d+)/.exec(text)
    if (head) {
      line = Number(head[1])
      block = undefined
    } else if (line === 0) continue
    else if (text.startsWith('-')) {
      block ??= { first: line, removed: 0, added: [] }
      block.removed++
      line++
    } else if (text.startsWith('+')) {
      block ??= { first: line, removed: 0, added: [] }
      block.added.push(text.slice(1))
    } else {
      note(block)
      block = undefined
      line++
    }
  }
  note(block)
  return changed

  function note(of) {
    if (of === undefined) return
    const { first, removed, added } = of
    const lines = removed > 0 ? Array.from({ length: removed }, (_, index) => first + index) : [first - 1, first]
    for (const [index, at] of lines.entries()) changed.set(at, removed === added.length ? [added[index]] : added)
  }
}
