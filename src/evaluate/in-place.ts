/** Lists and tables that methods change: what is stored in them is what they hold where they are read. */
import type { Attribute, Call } from '../project/python/tree.ts'
import type { Arguments } from './arguments.ts'
import { setField } from './assigning.ts'
import { itemOf } from './turns.ts'
import { passTo } from './command-line.ts'
import type { Frame } from './frame.ts'
import { classState } from './program.ts'
import { bind, holdsTensor, withItem } from './lists.ts'
import { options, type Table, UNKNOWN, type Value, withBasis } from '../trace/value.ts'

/** What a method call does to the list or table that it is a method of. */
export function changeInPlace(receiver: Value, node: Call, passed: Arguments, frame: Frame): void {
  const isUpdate = node.callee.kind === 'attribute' && node.callee.name === 'update'
  if (isUpdate && receiver.kind === 'table') updateTable(receiver, passed, frame)
  else if (receiver.kind !== 'table' && !(isUpdate && setAttributes(node.callee, passed, frame)))
    growList(receiver, node, passed, frame)
}

/** `self.__dict__.update(defaults)` sets attributes; tells whether it is that. */
function setAttributes({ object: all }: Attribute, passed: Arguments, frame: Frame): boolean {
  if (all.kind !== 'attribute' || all.name !== '__dict__') return false
  const owner = frame.engine.evaluate(all.object, { ...frame, observe: undefined })
  const table = owner.kind === 'object' ? classState(frame.program, owner.class)?.table : undefined
  if (table && frame.live !== 'no') for (const [name, value] of given(passed)) passTo(table.now, name, value)
  return true
}

/** `settings.update(workers)` and `settings.update(num_workers=2)`. */
function updateTable(table: Table, passed: Arguments, frame: Frame): void {
  for (const [name, value] of given(passed)) setField(table.fields, name, withBasis(value, frame.control), frame)
}

/** What `update` is given, by name. */
function given({ positional: [first], keywords }: Arguments): readonly (readonly [string, Value])[] {
  const fields = first?.value.kind === 'table' ? [...first.value.fields] : []
  return [...fields, ...[...keywords].map(([name, { value }]) => [name, value] as const)]
}

/** `items.append(x)`, `items.extend(xs)`; what else may change a list makes it unknown. */
function growList(list: Value, { callee }: Call, { positional }: Arguments, frame: Frame): void {
  if (callee.kind !== 'attribute' || frame.live === 'no') return
  if (!/^(append|extend|insert|add|update|remove|pop|clear)$/.test(callee.name)) return
  const added = addedBy(
    callee.name,
    positional.map(({ value }) => value),
    frame,
  )
  const lists = options(list).filter((option) => option.kind === 'collection')
  const isList = lists.length > 0 && lists.length === options(list).length
  // Where nobody knows what is filled, it is a list made in a line that says nothing of interest, or in one that comes later.
  const isNew =
    list.kind === 'unknown' && callee.object.kind !== 'subscript' && added !== undefined && holdsTensor(added)
  if (isList || isNew) bind(callee.object, added ? withItem(lists, added, callee.name === 'append') : UNKNOWN, frame)
}

/** What a method adds to a list: of a tensor, `extend` adds the rows, which are where it is. */
function addedBy(method: string, [value = UNKNOWN, inserted]: readonly Value[], frame: Frame): Value | undefined {
  if (method === 'append') return value
  if (method === 'insert') return inserted
  if (method !== 'extend') return undefined
  if (value.kind !== 'tensor') return value.kind === 'collection' ? itemOf(value, frame) : UNKNOWN
  const { dimensions: _, ...row } = value
  return row
}
