/** Names that a body has only where the block of an `if` runs. */
import { nodesIn } from '../project/python/nodes-in.ts'
import type { Expression, If, Name, Span, Statement } from '../project/python/tree.ts'
import type { Lacking } from '../trace/observation.ts'

/** What a body says of its names, found once, since several conditions may ask. */
export interface NamesBound {
  /** How often each name is given something: by assignments, parameters, imports and the like. */
  readonly bound: ReadonlyMap<string, number>
  /** Where each is asked for. */
  readonly asked: ReadonlyMap<string, readonly Span[]>
}

/** The names that the block of an `if` alone gives, with the places elsewhere in the body that ask for them. */
export function lackedWithout(statement: If, { bound, asked }: NamesBound): readonly Lacking[] {
  const [branch] = statement.branches
  // What `from settings import *` brings, nobody knows.
  if (!branch || bound.has('*')) return []
  const own = branch.body.flatMap((each) => (each.kind === 'assignment' ? each.targets.flatMap(targetsIn) : []))
  const times = namesBound(branch.body).bound
  return [...new Set(own.map(({ id }) => id))].flatMap((name) => {
    if (bound.get(name) !== times.get(name)) return []
    const uses = (asked.get(name) ?? []).filter(({ at }) => at < statement.at || at >= statement.end)
    return uses.length > 0 ? [{ name, uses }] : []
  })
}

/** Reads the names of a body, functions and classes in it included. */
export function namesBound(body: readonly Statement[]): NamesBound {
  const bound = new Map<string, number>()
  const given: Expression[] = []
  const names: Name[] = []
  const bind = (name: string): void => void bound.set(name, (bound.get(name) ?? 0) + 1)
  for (const node of nodesIn(body)) {
    if (node.kind === 'name') names.push(node)
    else if (node.kind === 'assignment') given.push(...node.targets)
    else if (node.kind === 'loop' && node.target) given.push(node.target)
    else if (node.kind === 'named' || node.kind === 'class') bind(node.name)
    else if (node.kind === 'with') given.push(...node.items.flatMap(({ target }) => target ?? []))
    else if (node.kind === 'comprehension') given.push(...node.clauses.flatMap(({ target }) => target ?? []))
    else if (node.kind === 'lambda') node.parameters.forEach(({ name }) => bind(name))
    else if (node.kind === 'function') [node, ...node.parameters].forEach(({ name }) => bind(name))
    else if (node.kind === 'try') node.handlers.forEach(({ name = '' }) => bind(name))
    else if (node.kind === 'scope') node.names.forEach(bind)
    else if (node.kind === 'import')
      node.names.forEach(({ module, alias }) => bind(alias ?? module.split('.', 1)[0] ?? ''))
    else if (node.kind === 'import-from') node.names.forEach(({ name, alias }) => bind(alias ?? name))
  }
  const targets: ReadonlySet<Name> = new Set(given.flatMap(targetsIn))
  const asked = new Map<string, Span[]>()
  for (const node of names) {
    const known = asked.get(node.id)
    if (targets.has(node)) bind(node.id)
    else if (known) known.push(node)
    else asked.set(node.id, [node])
  }
  return { bound, asked }
}

/** The names that a target sets: `a, (b, *c)`. What is set within something else, `a.b` or `a[0]`, asks for it. */
function targetsIn(target: Expression): readonly Name[] {
  if (target.kind === 'name') return [target]
  return target.kind === 'sequence' ? target.items.flatMap(targetsIn) : []
}
