/** What the code of a function or module says of its own names. */
import { nodesIn } from '../project/python/nodes-in.ts'
import type { Expression, If, Span, Statement } from '../project/python/tree.ts'
import type { Frame } from './frame.ts'
import type { FunctionState } from './program.ts'

/** What is found in a body once, since many conditions ask. */
export interface NamesOfBody {
  /** The expression that a name stands for, where the body sets it once. */
  readonly assigned: ReadonlyMap<string, Expression>
  /** Where each name stands, as offsets; of attributes the name behind the dot too. */
  readonly mentions: ReadonlyMap<string, readonly number[]>
}

/** The expression that a name stands for, where the function around it, or else the module, sets it once. */
export function assignedTo(name: string, frame: Frame): Expression | undefined {
  return namesAround(frame)?.assigned.get(name)
}

/** Whether what the block of an `if` sets is names that nothing else in the function speaks of. */
export function isSpentWithin(statement: If, frame: Frame): boolean {
  const names = namesSet(statement)
  const mentions = frame.function && names && namesAround(frame)?.mentions
  if (!mentions || names.length === 0) return false
  return names.every((name) => mentions.get(name)?.every((at) => isIn(at, statement)) ?? true)
}

/** Whether a constructor does nothing with a parameter but `self.name = name`. */
export function isOnlyKept(name: string, state: FunctionState): boolean {
  const { definition, owner } = state
  if (!owner || definition.kind === 'lambda' || definition.name !== '__init__') return false
  state.names ??= namesIn(definition.body)
  const kept = nodesIn(definition.body).filter((node) => keeps(node, name))
  const mentions = (state.names.mentions.get(name) ?? []).filter((at) => !kept.some((node) => isIn(at, node)))
  return kept.length > 0 && mentions.length === 0
}

function keeps(node: Expression | Statement, name: string): boolean {
  return (
    node.kind === 'assignment' &&
    node.value?.kind === 'name' &&
    node.value.id === name &&
    node.targets.every((target) => target.kind === 'attribute' && target.name === name)
  )
}

function isIn(at: number, span: Span): boolean {
  return at >= span.at && at < span.end
}

/** The names that the branches set; undefined where they give something back or set what others may look at. */
function namesSet({ branches }: If): readonly string[] | undefined {
  const names: string[] = []
  for (const statement of branches.flatMap(({ body }) => body)) {
    if (statement.kind === 'return') return undefined
    if (statement.kind !== 'assignment') continue
    for (const target of statement.targets) {
      if (target.kind !== 'name') return undefined
      names.push(target.id)
    }
  }
  return names
}

function namesAround(frame: Frame): NamesOfBody | undefined {
  let around = frame.function
  while (around?.definition.kind === 'lambda') around = around.frame.function
  const owner = around ?? frame.program.states.get(frame.module)
  if (!owner) return undefined
  owner.names ??= namesIn('body' in owner ? owner.body : bodyOf(owner.definition))
  return owner.names
}

function bodyOf(definition: { readonly body: readonly Statement[] | Expression }): readonly Statement[] {
  return isBlock(definition.body) ? definition.body : []
}

function isBlock(body: readonly Statement[] | Expression): body is readonly Statement[] {
  return Array.isArray(body)
}

function namesIn(body: readonly Statement[]): NamesOfBody {
  const mentions = new Map<string, number[]>()
  for (const node of nodesIn(body)) {
    const name = node.kind === 'name' ? node.id : node.kind === 'attribute' ? node.name : undefined
    if (name === undefined) continue
    const known = mentions.get(name)
    if (known) known.push(node.at)
    else mentions.set(name, [node.at])
  }
  const values = new Map<string, Expression[]>()
  addValues(values, body)
  const once = [...values].flatMap(([name, [first, ...others]]): [string, Expression][] =>
    first && others.length === 0 ? [[name, first]] : [],
  )
  return { assigned: new Map(once), mentions }
}

/** Adds everything that is given to names in a block, but for the functions and classes in it. */
function addValues(values: Map<string, Expression[]>, body: readonly Statement[]): void {
  for (const statement of body) {
    if (statement.kind === 'assignment' && statement.value) {
      for (const target of statement.targets)
        if (target.kind === 'name')
          values.set(target.id, [...(values.get(target.id) ?? []), statement.value].slice(0, 2))
    }
    for (const block of blocksOf(statement)) addValues(values, block)
  }
}

function blocksOf(statement: Statement): readonly (readonly Statement[])[] {
  switch (statement.kind) {
    case 'if':
      return [...statement.branches.map(({ body }) => body), statement.otherwise ?? []]
    case 'try':
      return [statement.body, ...statement.handlers.map(({ body }) => body), statement.otherwise ?? []]
    case 'match':
      return statement.cases.map(({ body }) => body)
    case 'loop':
    case 'with':
      return [statement.body]
    default:
      return []
  }
}
