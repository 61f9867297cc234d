/** Functions of the project that are handed to something else, which starts them or calls them later. */
import { argumentOf, type Arguments, type Passed } from './arguments.ts'
import { behindControls } from './form.ts'
import type { Frame } from './frame.ts'
import { callWith } from './function.ts'
import { noteClassesHandedOn } from './open-names.ts'
import { functionState } from './program.ts'
import { options, UNKNOWN, type Value } from '../trace/value.ts'

/** Notes the functions and classes that a call of something outside the project is given; `name` is that of what is called. */
export function noteHandedOn(name: string, passed: Arguments, frame: Frame): void {
  if (frame.live === 'no') return
  const started = startedBy(name, passed)
  const all = [...passed.positional, ...passed.keywords.values()]
  noteClassesHandedOn(
    name,
    all.map(({ value }) => value),
    frame,
  )
  for (const given of all) {
    if (!started?.isOnly || given !== started.function) markHandedOn(given.value, frame)
  }
  if (!started) return
  for (const option of options(started.function.value))
    if (option.kind === 'function') callWith(option, started.passed, frame, started.several)
}

/** What is handed on may be called with anything, whatever becomes of the calls that were seen. */
function markHandedOn(value: Value, { program }: Frame): void {
  if (value.kind !== 'function' && value.kind !== 'choice') return
  for (const option of options(value)) {
    const state = option.kind === 'function' ? functionState(program, option.function) : undefined
    if (state) state.isHandedOn = true
  }
}

interface Started {
  readonly function: Passed
  readonly passed: Arguments
  /** Whether nothing else calls it with something else, as a page does on which something is chosen. */
  readonly isOnly: boolean
  /** Whether it runs in several processes, one for each GPU. */
  readonly several: boolean
}

/** The function that a call starts, and what that is passed: processes, threads, pools. */
function startedBy(name: string, passed: Arguments): Started | undefined {
  if (name === 'torch.multiprocessing.spawn') return spawned(passed)
  const behind = behindControls(passed)
  if (behind) return { ...behind, isOnly: false, several: false }
  const target = passed.keywords.get('target')
  if (target && /(?:^|\.)(?:Process|Thread)$/.test(name))
    return {
      function: target,
      passed: unpacked(passed.keywords.get('args'), passed.keywords.get('kwargs')),
      isOnly: true,
      several: false,
    }
  const [first, ...others] = passed.positional
  if (first && name === '.submit')
    return {
      function: first,
      passed: { positional: others, keywords: passed.keywords, open: passed.open },
      isOnly: true,
      several: false,
    }
  if (first && /^\.apply(?:_async)?$/.test(name) && others.length > 0)
    return { function: first, passed: unpacked(others[0], others[1]), isOnly: true, several: false }
  return undefined
}

/** `torch.multiprocessing.spawn(run, args=(settings,), nprocs=count)` starts `run(rank, settings)` in each of so many processes. */
function spawned(passed: Arguments): Started | undefined {
  const started = argumentOf(passed, 0, 'fn')
  if (!started) return undefined
  const count = argumentOf(passed, 2, 'nprocs')?.value
  const isPlain =
    count === undefined || options(count).some((each) => each.kind === 'constant' && Number(each.value) > 0)
  const given = unpacked(argumentOf(passed, 1, 'args'), undefined)
  const rank: Passed = { argument: started.argument, value: UNKNOWN }
  return {
    function: started,
    passed: { ...given, positional: [rank, ...given.positional] },
    isOnly: true,
    several: !isPlain,
  }
}

/** What a tuple of arguments and a table of named ones pass; of one that is not known, anything. */
function unpacked(items: Passed | undefined, named: Passed | undefined): Arguments {
  const positional =
    items?.value.kind === 'collection' && !items.value.anyNumber
      ? items.value.items.map((value) => ({ argument: items.argument, value }))
      : []
  const fields = named?.value.kind === 'table' ? [...named.value.fields] : []
  const keywords = new Map(
    fields.flatMap(([name, value]) => (named ? [[name, { argument: named.argument, value }] as const] : [])),
  )
  const isKnown = (!items || positional.length > 0) && (!named || fields.length > 0)
  return { positional, keywords, open: !isKnown }
}
