/** How surely a program comes to the code of each function, judged by the calls of it. */
import { hashOf, hasName } from '../project/python/name-set.ts'
import type { PythonModule } from '../project/python/module.ts'
import type { CallReachability, TracedClass, TracedFunction } from '../trace/definition.ts'
import type { Guard } from '../trace/observation.ts'
import type { Trace } from '../trace/trace.ts'
import type { Expression } from '../trace/syntax.ts'
import { unparse } from '../trace/unparse.ts'

/** Longest chain of calls that is followed. */
const CALLS_LIMIT = 4

type Seen = Omit<Trace, 'observations' | 'uses' | 'unread'>

/**
 * Tells how surely each function is called. `installed` says whether the project is a package that others install, and may
 * call.
 */
export function callReachability(trace: Seen, installed: boolean): (called: TracedFunction) => CallReachability {
  const byName = reachabilityByName(trace, installed)
  // By the length of the chain before it, each function is asked about once: many calls lead to one, and many to each of those.
  const known = Array.from({ length: CALLS_LIMIT + 1 }, () => new Map<number, CallReachability>())

  function reachability(called: TracedFunction | undefined, depth: number): CallReachability {
    if (!called || depth > CALLS_LIMIT) return 'surely'
    const before = known[depth]?.get(called.id)
    if (before) return before
    const found = ofCalls(called, depth)
    known[depth]?.set(called.id, found)
    return found
  }

  function ofCalls(called: TracedFunction, depth: number): CallReachability {
    const { live, dead } = called.calls
    if (live.length === 0) return dead > 0 ? 'never' : (ofOuter(called, depth) ?? byName(called))
    let best: CallReachability = 'never'
    for (const call of live) {
      const own = call.guards.some(isOpen) ? 'perhaps' : reachability(call.function, depth + 1)
      if (own === 'surely') return 'surely'
      if (own === 'perhaps') best = 'perhaps'
    }
    return best
  }

  /** What is defined in a function is called by it or handed on: as surely as that is called, and comes to the definition. */
  function ofOuter({ around, behind }: TracedFunction, depth: number): CallReachability | undefined {
    const outer = around && reachability(around, depth + 1)
    return outer === 'surely' && behind ? 'perhaps' : outer
  }

  return (called) => reachability(called, 0)
}

/** A condition of which nothing is known, other than that the program is run by itself. */
function isOpen({ value, test }: Guard): boolean {
  return value === undefined && !unparse(test).includes('__name__')
}

/** Functions that something outside the project calls: the entry of a program, a test, what Python itself calls. */
const CALLED_FROM_OUTSIDE = /^(?:main|cli|run|app|handler|setup|test.*|__\w+__)$/

/** Packages by which programs make objects of classes that a text names: of those it is not known who makes them. */
const BY_TEXT = ['importlib', 'hydra', 'pydoc', 'mmcv', 'mmengine', 'detectron2', 'fairseq', 'registry']

/** Of a function no call of which was seen: whether anything names it, or for a method its class. */
function reachabilityByName(trace: Seen, installed: boolean): (called: TracedFunction) => CallReachability {
  const imported = new Set(trace.imports.map(({ to }) => to))
  const byOutlines = new Set(trace.imports.flatMap(({ from, to }) => (from.outline ? to : [])))
  const makesByText = BY_TEXT.some((name) => trace.elsewhere.has(name))
  const packages = new Set(installed ? trace.modules.map(({ path }) => path) : [])
  const isNamed = namesIn(trace)
  const isUsed = usesIn(trace)

  return (called) => {
    const { kind, module, owner, calls } = called
    const name = called.name.slice(called.name.lastIndexOf('.') + 1)
    if (kind === 'lambda' || called.decorators.some(mayRegister)) return 'surely'
    if (CALLED_FROM_OUTSIDE.test(name) && !owner) return 'surely'
    // Of files in which nothing matters the calls are not known: one of them that imports the module may call it.
    if (byOutlines.has(module) || (calls.importers > 0 && isUsed(name))) return 'perhaps'
    const unnamed = isInPackage(module, packages) ? 'perhaps' : 'never'
    if (owner) {
      // A program may be told of a class in a file that nothing imports, as Cog is of its predictor.
      const isMadeByText = !imported.has(module) || makesByText
      const isDecorated = owner.decorators.length > 0
      const isClassNamed = isDecorated || isNamed(owner.name, module, 'classes')
      if (!isClassNamed && !isMadeByText) return unnamed
      if (isNeverMade(owner)) return 'never'
      const isSure = isClassNamed && !isDecorated
      if (CALLED_FROM_OUTSIDE.test(name)) return isClassNamed || !name.startsWith('__') ? 'surely' : 'perhaps'
      // Methods of classes with bases elsewhere are called from there; a function of autograd where somebody applies it.
      if (isCalledByBases(owner, name)) return isSure && !isOfAutograd(owner) ? 'surely' : 'perhaps'
    }
    return isNamed(name, module, owner ? undefined : 'functions') ? 'perhaps' : unnamed
  }
}

/** Decorators that change what a function does, and tell nobody of it. */
const CHANGES_ONLY =
  /^(?:no_grad|inference_mode|enable_grad|set_grad_enabled|autocast|custom_[bf]wd|amp_custom_\w+|staticmethod|classmethod|property|cached_property|setter|getter|deleter|abstractmethod|override|overload|final|wraps|lru_cache|cache|contextmanager|asynccontextmanager|n?jit|script|compile|ignore|unused|\w*_docstrings?)$/

/** Whether a decorator may hand a function to someone who calls it, as routes, commands and registries do. */
function mayRegister(mark: Expression): boolean {
  const made = mark.kind === 'call' ? mark.callee : mark
  const name = made.kind === 'attribute' ? made.name : made.kind === 'name' ? made.id : ''
  return !CHANGES_ONLY.test(name)
}

/** Classes of PyTorch and of Python of which it is known what they call of those that are made from them. */
const KNOWN_BASES = /^(?:torch\.(?:nn|utils\.data|autograd|optim)\.|abc\.|typing\.|enum\.)/

/** What these call; besides what bears two underscores. */
const CALLED_BY_BASES =
  /^(?:forward|backward|setup_context|vmap|jvp|symbolic|extra_repr|reset_parameters|_apply|_call_impl|_get_name|_\w*state_dict|[gs]et_extra_state|step|train)$/

/** Whether objects of a class are made in code alone that a Mac does not come to. */
function isNeverMade({ init }: TracedClass): boolean {
  return init !== undefined && init.calls.live.length === 0 && init.calls.dead > 0
}

function isOfAutograd({ bases }: TracedClass): boolean {
  return bases.some((base) => base.kind === 'external' && base.name === 'torch.autograd.Function')
}

/** Whether something outside the project may call a method of a class, since that has bases there. */
function isCalledByBases({ bases }: TracedClass, name: string): boolean {
  return bases.some(
    (base) =>
      base.kind !== 'class' && (base.kind !== 'external' || !KNOWN_BASES.test(base.name) || CALLED_BY_BASES.test(name)),
  )
}

/** Whether a module belongs to a package that is installed for others to import. */
function isInPackage({ path }: PythonModule, packages: ReadonlySet<string>): boolean {
  const [folder = ''] = /^(?:src\/)?[^/]+\//.exec(path) ?? []
  return packages.has(`${folder}__init__.py`)
}

/** Tells whether any code has a name, other than to import it. */
function usesIn({ modules }: Seen): (name: string) => boolean {
  const known = new Map<string, boolean>()
  return (name) => {
    const before = known.get(name)
    const found = before ?? modules.some(({ words }) => hasName(words.code, name) || hasName(words.strings, name))
    known.set(name, found)
    return found
  }
}

/** Tells whether any file names something, in code or a string; one that defines the like by the same name means that. */
function namesIn({ modules, functions, classes }: Seen) {
  const asked = new Set([...functions, ...classes].map(({ name }) => hashOf(name.slice(name.lastIndexOf('.') + 1))))
  const anywhere = new Set<number>()
  const apart = { functions: new Set<number>(), classes: new Set<number>() }
  for (const { words } of modules) {
    const own = { functions: new Set(words.functions), classes: new Set(words.classes) }
    for (const names of [words.code, words.imports, words.strings]) {
      for (const hash of names) {
        if (!asked.has(hash)) continue
        anywhere.add(hash)
        if (!own.functions.has(hash)) apart.functions.add(hash)
        if (!own.classes.has(hash)) apart.classes.add(hash)
      }
    }
  }
  return (name: string, { words }: PythonModule, own?: 'functions' | 'classes'): boolean => {
    const isNamedAtHome = [words.code, words.imports, words.strings].some((names) => hasName(names, name))
    return isNamedAtHome || (own ? apart[own] : anywhere).has(hashOf(name))
  }
}
