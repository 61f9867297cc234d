/** What the code of a function or module says of its own names. */
import { blocksOf } from '../project/python/blocks.ts'
import { nodesIn } from '../project/python/nodes-in.ts'
import type { Assignment, Expression, If, Span, Statement } from '../project/python/tree.ts'
import type { Lacking } from '../trace/observation.ts'
import type { Frame } from './frame.ts'
import { lackedWithout, namesBound, type NamesBound } from './lacking.ts'
import type { FunctionState, ModuleState } from './program.ts'

/** What is found in a body once, when it is first asked for, since many conditions ask. */
export interface NamesOfBody {
  /** The expression that a name stands for; undefined where the body sets it more than once. */
  assigned?: ReadonlyMap<string, Expression | undefined>
  mentions?: Mentions
  bound?: NamesBound
}

/** Where each name stands: as offsets, of attributes the name behind the dot too, and as assignments that only keep it. */
interface Mentions {
  readonly at: ReadonlyMap<string, readonly number[]>
  readonly kept: ReadonlyMap<string, readonly Span[]>
}

/** The expression that a name stands for, where the function around it, or else the module, sets it once. */
export function assignedTo(name: string, frame: Frame): Expression | undefined {
  const owner = ownerOf(frame)
  if (!owner) return undefined
  owner.names.assigned ??= assignedIn(bodyOf(owner))
  return owner.names.assigned.get(name)
}

/** Whether what the block of an `if` sets is names that nothing else in the function speaks of. */
export function isSpentWithin(statement: If, frame: Frame): boolean {
  const owner = frame.function && ownerOf(frame)
  const names = namesSet(statement)
  if (!owner || !names || names.length === 0) return false
  const { at } = mentionsIn(owner)
  return names.every((name) => at.get(name)?.every((offset) => isIn(offset, statement)) ?? true)
}

/** The names that the function around an `if`, or else the module, has only where its block runs. */
export function lackingIn(statement: If, frame: Frame): readonly Lacking[] {
  const owner = ownerOf(frame)
  return owner ? lackedWithout(statement, (owner.names.bound ??= namesBound(bodyOf(owner)))) : []
}

/** Whether a constructor does nothing with a parameter but `self.name = name`. */
export function isOnlyKept(name: string, state: FunctionState): boolean {
  const { definition, owner } = state
  if (!owner || definition.kind === 'lambda' || definition.name !== '__init__') return false
  const { at, kept } = mentionsIn(state)
  const keeping = kept.get(name)
  return keeping !== undefined && (at.get(name) ?? []).every((offset) => keeping.some((node) => isIn(offset, node)))
}

function isIn(at: number, span: Span): boolean {
  return at >= span.at && at < span.end
}

/** Whether what is given back is a number, a text or an answer, and so no thing that was made: `return float(found)`. */
function tells(value: Expression | undefined): boolean {
  if (value?.kind === 'call')
    return value.callee.kind === 'name' && /^(?:float|int|str|bool|len|round)$/.test(value.callee.id)
  return value === undefined || ['comparison', 'formatted', 'number', 'constant'].includes(value.kind)
}

/** The names that the branches set; undefined where they give back what they made, or set what others may look at. */
function namesSet({ branches }: If): readonly string[] | undefined {
  const names: string[] = []
  for (const statement of branches.flatMap(({ body }) => body)) {
    if (statement.kind === 'return' && !tells(statement.value)) return undefined
    if (statement.kind !== 'assignment') continue
    for (const target of statement.targets) {
      if (target.kind !== 'name') return undefined
      names.push(target.id)
    }
  }
  return names
}

/** The function around code, or else its module. */
function ownerOf(frame: Frame): FunctionState | ModuleState | undefined {
  let around = frame.function
  while (around?.definition.kind === 'lambda') around = around.frame.function
  return around ?? frame.program.states.get(frame.module)
}

function bodyOf(owner: FunctionState | ModuleState): readonly Statement[] {
  if ('body' in owner) return owner.body
  return owner.definition.kind === 'lambda' ? [] : owner.definition.body
}

function mentionsIn(owner: FunctionState | ModuleState): Mentions {
  return (owner.names.mentions ??= mentionsOf(bodyOf(owner)))
}

function mentionsOf(body: readonly Statement[]): Mentions {
  const at = new Map<string, number[]>()
  const kept = new Map<string, Span[]>()
  for (const node of nodesIn(body)) {
    if (node.kind === 'name') add(at, node.id, node.at)
    else if (node.kind === 'attribute') add(at, node.name, node.at)
    else if (node.kind === 'assignment' && node.value?.kind === 'name' && keeps(node, node.value.id))
      add(kept, node.value.id, node)
  }
  return { at, kept }
}

function keeps({ targets }: Assignment, name: string): boolean {
  return targets.every((target) => target.kind === 'attribute' && target.name === name)
}

function add<Item>(lists: Map<string, Item[]>, name: string, item: Item): void {
  const known = lists.get(name)
  if (known) known.push(item)
  else lists.set(name, [item])
}

/** What is given to each name in a body, functions and classes in it aside. */
function assignedIn(body: readonly Statement[]): ReadonlyMap<string, Expression | undefined> {
  const assigned = new Map<string, Expression | undefined>()
  const addAll = (block: readonly Statement[]): void => {
    for (const statement of block) {
      if (statement.kind === 'assignment' && statement.value) {
        for (const target of statement.targets)
          if (target.kind === 'name') assigned.set(target.id, assigned.has(target.id) ? undefined : statement.value)
      } else for (const inner of blocksOf(statement)) addAll(inner)
    }
  }
  addAll(body)
  return assigned
}
