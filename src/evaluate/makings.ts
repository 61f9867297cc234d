/** Where objects of the project's classes are made. */
import type { PythonModule } from '../project/python/module.ts'
import { hashOf, hasHash } from '../project/python/name-set.ts'
import { CALL_HEAD, functionsWhere } from '../project/python/words.ts'
import { type CallsOf, lineageOf, type TracedClass, type TracedFunction } from '../trace/definition.ts'
import type { Trace } from '../trace/trace.ts'

/** Most places that make objects of a class and of its heirs that are looked at: one that surely runs is enough. */
const MAKINGS_LIMIT = 100

/** Gives the places that make an object of a class, or of one that is made from it. */
export function makingsWithHeirs({ classes }: Pick<Trace, 'classes'>): (made: TracedClass) => TracedClass['makings'] {
  const all = new Map<TracedClass, { live: CallsOf['live'][number][]; dead: number }>()
  for (const heir of classes) {
    const { live, dead } = heir.makings
    if (live.length === 0 && dead === 0) continue
    for (const made of lineageOf(heir)) {
      const known = all.get(made) ?? { live: [], dead: 0 }
      known.live.push(...live.slice(0, MAKINGS_LIMIT - known.live.length))
      known.dead += dead
      all.set(made, known)
    }
  }
  return (made) => all.get(made) ?? made.makings
}

/** Frameworks that make objects of the classes that programs derive from theirs. */
const MAKERS = /^(?:cog|unittest|django|ray\.serve|litserve|bentoml)\./

/** Whether a framework makes the objects of a class, so that no code of the project has to. */
export function isMadeByFramework({ bases }: TracedClass): boolean {
  return bases.some((base) => base.kind === 'external' && MAKERS.test(base.name))
}

/** Who calls a class by its name in code that says nothing of devices: a module itself, a function, one that was not read. */
export type Maker = 'module' | TracedFunction | undefined

/** Most modules that call a class by its name of which it is asked where they do. */
const CALLING_LIMIT = 100

/** Gives who calls a class by its name, whether or not these calls were read. */
export function makersByName({
  modules,
  functions,
  classes,
}: Pick<Trace, 'modules' | 'functions' | 'classes'>): (made: TracedClass) => readonly Maker[] {
  const asked = new Set(classes.map(({ name }) => hashOf(name)))
  const calling = new Map<number, PythonModule[]>()
  for (const module of modules) {
    for (const hash of namesCalled(module)) {
      if (!asked.has(hash)) continue
      const known = calling.get(hash)
      if (known && known.length < CALLING_LIMIT) known.push(module)
      else if (!known) calling.set(hash, [module])
    }
  }
  const byPlace = new Map(functions.map((each) => [placeOf(each), each]))
  const known = new Map<number, readonly Maker[]>()

  function makersOf({ name, module: home }: TracedClass): readonly Maker[] {
    const hash = hashOf(name)
    return (calling.get(hash) ?? []).flatMap((module): readonly Maker[] => {
      // Where another class of the name is defined, that one is meant.
      if (module !== home && hasHash(module.words.classes, hash)) return []
      const around = functionsWhere(module.words.bodies, () => true).filter(({ names }) => hasHash(names, hash))
      if (around.length === 0) return ['module']
      return around.map(({ at }) => byPlace.get(placeOf({ module, at })))
    })
  }

  return (made) => {
    const before = known.get(made.id)
    if (before) return before
    const found = makersOf(made)
    known.set(made.id, found)
    return found
  }
}

function placeOf({ module, at }: { readonly module: PythonModule; readonly at: number }): string {
  return `${module.path}\0${at}`
}

function namesCalled({ words: { calls } }: PythonModule): ReadonlySet<number> {
  const names = new Set<number>()
  for (let at = 0; at < calls.length; at += CALL_HEAD + (calls[at + 2] ?? 0)) names.add(calls[at] ?? 0)
  return names
}
