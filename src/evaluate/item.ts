import type { Expression, Subscript } from '../project/python/tree.ts'
import { isFrame, widestOf } from './array.ts'
import { meetsIndex } from './meeting.ts'
import { partOfTensor } from './single.ts'
import { itemOf } from './turns.ts'
import { stringBeginning } from './text.ts'
import { observeEmpty, observeNone } from './none.ts'
import { type Frame, placeOf, seenIn } from './frame.ts'
import { itemOfModule } from './by-name.ts'
import { fieldOf } from './program.ts'
import {
  type Constant,
  deviceName,
  join,
  options,
  type Table,
  truth,
  UNKNOWN,
  type Value,
  withBasis,
} from '../trace/value.ts'

/** Under which a table keeps what is stored under keys that are not known: `means[name] = torch.from_numpy(mean)`. */
export const ANY_KEY = '\0'

/** `a[b]`; names such as `os.environ['X']` keep what they are for assignments. */
export function evaluateItem(node: Subscript, frame: Frame): Value {
  const object = frame.engine.evaluate(node.object, frame)
  const keys = node.index.map((index) => frame.engine.evaluate(index, frame))
  const [key] = keys
  observeNone(node.object, object, 'TypeError', frame)
  const length = beginning(node.index)
  if (length !== undefined && options(object).some(isText)) {
    return join(options(object).map((option) => (isText(option) ? stringBeginning(option, length) : UNKNOWN)))
  }
  const chosen = key?.basis?.length ? chosenByMachine(node, object, key, frame) : undefined
  if (chosen) return chosen
  if (object.kind === 'choice' && key?.kind === 'constant' && object.options.every(({ kind }) => kind === 'table'))
    return join(
      object.options.map((option) => (option.kind === 'table' && option.fields.get(String(key.value))) || UNKNOWN),
    )
  const fields = object.kind === 'table' || object.kind === 'instance' ? object.fields : undefined
  const own = fields && key?.kind === 'constant' ? fields.get(String(key.value)) : undefined
  if (own) return own
  if (object.kind === 'table' && isLeftOut(object.fields, key)) {
    const basis = [{ fact: 'mps', name: 'mps', place: placeOf(frame, node) } as const]
    const [test = node] = node.index
    frame.observe?.({ kind: 'decision', node, test, branch: 0, value: false, basis, ...seenIn(frame) })
  }
  if (object.kind === 'table') return object.fields.get(ANY_KEY) ?? anyOf(object, key)
  if (object.kind === 'module') return itemOfModule(object, key?.kind === 'constant' ? key.value : undefined, frame)
  // Of a table of numbers any part is one.
  if (object.kind === 'instance') return isFrame(object) ? object : UNKNOWN
  if (object.kind === 'object' && key?.kind === 'constant')
    return fieldOf(frame.program, object.class, String(key.value)) ?? UNKNOWN
  // `np.c_[x, y]` joins what stands in its index.
  if (object.kind === 'external' && /^numpy\.[cr]_$/.test(object.name)) return widestOf(keys)
  if (object.kind === 'collection' && object.anyNumber) return itemOf(object, frame)
  if (object.kind === 'collection' && key?.kind === 'constant' && typeof key.value === 'number') {
    observeEmpty(node.object, object, frame)
    // A list that a machine gives is empty where it has none of what was asked for.
    return object.items.at(key.value) ?? withBasis(UNKNOWN, object.basis)
  }
  const isRefused = meetsIndex(node, object, keys, frame)
  return join(
    options(object).map((option) =>
      option.kind === 'tensor' && !isRefused ? partOfTensor(option, node.index, keys.some(isOfSeveral)) : UNKNOWN,
    ),
  )
}

function isOfSeveral(index: Value): boolean {
  return index.kind === 'collection' || (index.kind === 'tensor' && !index.single)
}

/** Most entries of a table of which it is asked whether all are classes or functions. */
const TABLE_LIMIT = 100

/** `{"mlp": MLP, "cnn": CNN}[name]`: of classes and functions that a table has, it is one. */
function anyOf({ fields }: Table, key: Value | undefined): Value {
  if (key?.kind === 'constant' || fields.size === 0 || fields.size > TABLE_LIMIT) return UNKNOWN
  const values = [...fields.values()]
  return values.every(({ kind }) => kind === 'class' || kind === 'function') ? join(values) : UNKNOWN
}

/** `["cpu", "cuda"][torch.cuda.is_available()]`, also with `int(...)` around the question, and the same with a dictionary: a choice between two devices. */
function chosenByMachine(node: Subscript, object: Value, key: Value, frame: Frame): Value | undefined {
  const [no, yes] = alternatives(object)
  const value = truth(key)
  const [test] = node.index
  if (!no || !yes || !test || [no, yes].every((each) => deviceName(each) === undefined)) return undefined
  if (key.kind === 'constant' && ![true, false, 1, 0].some((each) => each === key.value)) return undefined
  const [chosen, rejected] = value === undefined ? [join([no, yes]), UNKNOWN] : value ? [yes, no] : [no, yes]
  const { basis = [] } = key
  frame.observe?.({ kind: 'decision', node, test, branch: 0, value, basis, chosen, rejected, ...seenIn(frame) })
  return withBasis(chosen, basis)
}

/** What stands for false and for true; nothing where there is more than the two. */
function alternatives(object: Value): readonly (Value | undefined)[] {
  if (object.kind === 'collection') return object.items.length === 2 && !object.anyNumber ? object.items : []
  if (object.kind !== 'table' || object.fields.size !== 2) return []
  return [object.fields.get('false'), object.fields.get('true')]
}

/** Whether a table has entries for kinds of devices, and Metal's, which is asked for, is not among them. */
function isLeftOut(fields: ReadonlyMap<string, Value>, key: Value | undefined): boolean {
  if (key === undefined || deviceName(key) !== 'mps' || fields.has(ANY_KEY)) return false
  const names = [...fields.keys()]
  return names.includes('cuda') && !names.some((name) => name === 'mps' || name.startsWith('default'))
}

function isText(value: Value): value is Constant {
  return value.kind === 'constant' && typeof value.value === 'string'
}

/** Of `text[:4]` the 4; a slice is kept as its numbers, and where they stand in it says which they are. */
function beginning(index: readonly Expression[]): number | undefined {
  const [slice, ...others] = index
  if (slice?.kind !== 'opaque' || others.length > 0) return undefined
  const [only, ...more] = slice.children
  const isLast = only?.kind === 'number' && more.length === 0 && only.at === slice.at + 1 && only.end === slice.end
  return isLast ? only.value : undefined
}
