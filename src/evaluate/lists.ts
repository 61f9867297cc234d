/** What lists hold that code fills, and where they are stored. */
import type { Expression } from '../project/python/tree.ts'
import { passTo } from './command-line.ts'
import type { Frame } from './frame.ts'
import { classState } from './program.ts'
import { assign } from './scope.ts'
import { type Collection, join, options, type Value } from '../trace/value.ts'

/** Longest list of which the items are known; of longer ones it is enough what they may hold. */
export const LIST_LIMIT = 40

/** A list with one item more; of one that grew on some ways only, or by other lists, it is known what it may hold. */
export function withItem(lists: readonly Collection[], added: Value, isOne: boolean): Collection {
  const [list, ...others] = lists
  if (isOne && list && others.length === 0 && !list.anyNumber && list.items.length < LIST_LIMIT)
    return { ...list, items: [...list.items, added] }
  return { kind: 'collection', items: options(join([...lists.flatMap(({ items }) => items), added])), anyNumber: true }
}

/** Stores a list where it was read from: under a name, a key of a table, or an attribute of an object. */
export function bind(node: Expression, list: Value, frame: Frame): void {
  if (node.kind === 'name') return assign(frame.scope, node.id, list)
  if (node.kind !== 'attribute' && node.kind !== 'subscript') return
  const unseen: Frame = { ...frame, observe: undefined }
  const owner = frame.engine.evaluate(node.object, unseen)
  const key = node.kind === 'attribute' ? node.name : keyOf(node.index, unseen)
  if (key === undefined) return
  if (owner.kind === 'table' || owner.kind === 'instance') owner.fields.set(key, list)
  const table = owner.kind === 'object' ? classState(frame.program, owner.class)?.table : undefined
  if (table) passTo(table.now, key, list)
}

function keyOf([index, ...others]: readonly Expression[], frame: Frame): string | undefined {
  const key = index && others.length === 0 ? frame.engine.evaluate(index, frame) : undefined
  return key?.kind === 'constant' ? String(key.value) : undefined
}

/** Whether something is a tensor or array, or a tuple or record that has one. */
export function holdsTensor(value: Value): boolean {
  const parts =
    value.kind === 'collection' ? value.items : value.kind === 'table' ? [...value.fields.values()] : [value]
  return parts.some(({ kind }) => kind === 'tensor')
}
