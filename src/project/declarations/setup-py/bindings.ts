import type { Assignment, Call, Expression, Statement } from '../../python/tree.ts'
import { markerOf, markerOfElse, narrowed } from './condition.ts'

/** Something that is given to a name, and the marker under which that happens. */
export interface Bound {
  readonly value: Expression
  readonly marker: string | undefined
  /** For `name['key'] = value`. */
  readonly key?: string
}

/** All that is ever given or added to each name, in whatever order and scope: a setup script has one meaning a name. */
export type Bindings = ReadonlyMap<string, readonly Bound[]>

export interface SetupCall {
  readonly call: Call
  readonly marker: string | undefined
}

/** What a script binds, and its calls of `setup`. */
export interface Script {
  readonly bindings: Bindings
  readonly setups: readonly SetupCall[]
}

const ADDING = new Set(['append', 'extend', 'insert', 'update', 'add'])

/** Goes through all statements of a script, those in functions and conditions too. */
export function readScript(body: readonly Statement[]): Script {
  const bindings = new Map<string, Bound[]>()
  const setups: SetupCall[] = []
  const bind = (name: string, bound: Bound) => {
    const known = bindings.get(name)
    if (known) known.push(bound)
    else bindings.set(name, [bound])
  }

  /** `owner` is the function that the statements are in: what it returns is bound to its name. */
  const visit = (statements: readonly Statement[], marker: string | undefined, owner: string | undefined): void => {
    for (const statement of statements) visitOne(statement, marker, owner)
  }
  const visitOne = (statement: Statement, marker: string | undefined, owner: string | undefined): void => {
    switch (statement.kind) {
      case 'assignment':
        return bindTargets(statement, marker)
      case 'expression':
        return visitCall(statement.value, marker)
      case 'return':
        if (owner !== undefined && statement.value) bind(owner, { value: statement.value, marker })
        return
      case 'if': {
        let others: string | undefined
        for (const branch of statement.branches) {
          visit(branch.body, narrowed(marker, narrowed(others, markerOf(branch.test))), owner)
          others = narrowed(others, markerOfElse(branch.test))
        }
        return visit(statement.otherwise ?? [], narrowed(marker, others), owner)
      }
      case 'try':
        for (const handler of statement.handlers) visit(handler.body, marker, owner)
        return visit([...statement.body, ...(statement.otherwise ?? []), ...(statement.finally ?? [])], marker, owner)
      case 'function':
        return visit(statement.body, marker, statement.name)
      case 'with':
      case 'loop':
      case 'class':
        return visit(statement.body, marker, owner)
      default:
        return
    }
  }
  const bindTargets = ({ targets, value }: Assignment, marker: string | undefined): void => {
    if (!value) return
    for (const target of targets) {
      const place = placeOf(target)
      if (place) bind(place.name, { value, marker, ...place.key })
    }
    visitCall(value, marker)
  }
  const visitCall = (value: Expression, marker: string | undefined): void => {
    if (value.kind !== 'call') return
    const { callee } = value
    if ((callee.kind === 'name' ? callee.id : callee.kind === 'attribute' ? callee.name : '') === 'setup')
      setups.push({ call: value, marker })
    const added = value.arguments.at(-1)?.value
    if (callee.kind !== 'attribute' || !ADDING.has(callee.name) || !added) return
    const place = placeOf(callee.object)
    if (place) bind(place.name, { value: added, marker, ...place.key })
  }

  visit(body, undefined, undefined)
  return { bindings, setups }
}

function placeOf(target: Expression): { readonly name: string; readonly key?: { readonly key: string } } | undefined {
  if (target.kind === 'name') return { name: target.id }
  if (target.kind !== 'subscript' || target.object.kind !== 'name') return undefined
  const [index] = target.index
  return index?.kind === 'string' ? { name: target.object.id, key: { key: index.value } } : undefined
}
