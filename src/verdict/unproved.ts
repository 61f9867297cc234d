/** Uses of Metal of which nothing says that they work. */
import { isForMac } from '../audit/observations/live-calls.ts'
import { reachInProject } from '../audit/reachability/reach-in-project.ts'
import type { AuditContext } from '../audit/rule.ts'
import { torchIsBefore } from '../audit/torch/torch-version.ts'
import { versionOf } from '../audit/packages/package-version.ts'
import type { Given, LibraryCall } from '../knowledge/library.ts'
import { librariesByImport } from '../knowledge/libraries.ts'
import { statementFor } from '../knowledge/statements.ts'
import type { CallSeen } from '../trace/observation.ts'
import { deviceName, options, type Value } from '../trace/value.ts'

/** Before it PyTorch called its backend for Metal a prototype: operators were missing, and others gave wrong results. */
const BETA_SINCE = '2.0.0'

/** What is judged by its operators and not as a whole. */
const BY_OPERATORS = /^(?:torch|torchvision|torchaudio)(?:\.|$)/

/** What keeps a device, or hands it on, and computes nothing: modules of Python itself. */
const OF_PYTHON =
  /^(?:argparse|builtins|collections|dataclasses|functools|logging|multiprocessing|os|pathlib|sys|threading|types|typing)(?:\.|$)/

/** Arguments that say where a library is to compute. */
const PLACING = ['device', 'device_map', 'accelerator'] as const

/**
 * Calls of the main path by which something is put on Metal and of which nobody says that it works there: of a library
 * whose GPU path on Metal is not known, in the version that the project gets, models whose code comes with them, and all of them on a
 * PyTorch whose backend for Metal was a prototype.
 */
export function unprovedUses(context: AuditContext): readonly CallSeen[] {
  const reachOf = reachInProject(context)
  const isPrototype = torchIsBefore(context, BETA_SINCE)
  return context.index.byKind.call.filter((call) => {
    if (!isForMac(call) || reachOf(call.module.path) !== 'main') return false
    if (loadsUnreadCode(call)) return true
    const libraries = librariesOf(call)
    if (!putsOnMetal(call)) return libraries.some((name) => choosesByItself(name, context))
    return isPrototype
      ? !libraries.some((name) => OF_PYTHON.test(name))
      : libraries.some((name) => !isProved(name, context))
  })
}

/** Models whose code comes with their weights, so that nobody has read it here: `trust_remote_code=True`. */
const MODELS = /^transformers\.\w*Model\w*\.from_pretrained$/

function loadsUnreadCode({ name, keywords }: CallSeen): boolean {
  const trusts = keywords.get('trust_remote_code')?.value
  return MODELS.test(name) && trusts?.kind === 'constant' && trusts.value === true
}

function putsOnMetal(call: CallSeen): boolean {
  if (call.name === 'torch.device') return false
  const [first] = call.name === '.to' ? call.positional : []
  const given = [...PLACING.flatMap((name) => call.keywords.get(name) ?? []), ...(first ? [first] : [])]
  return given.some(({ value }) => mayBeMetal(value))
}

function mayBeMetal(value: Value): boolean {
  return options(value).some((own) => deviceName(own) === 'mps')
}

/** The qualified names outside the project by which something is called: its own, or that of what made the object. */
function librariesOf({ name, receiver, callee }: CallSeen): readonly string[] {
  if (callee) return []
  if (!name.startsWith('.')) return [name]
  return receiver ? options(receiver).flatMap((own) => (own.kind === 'instance' && own.of !== '' ? own.of : [])) : []
}

/** Whether a library is known to take a GPU by itself or by an argument, and nothing says whether it computes on Metal. */
function choosesByItself(name: string, context: AuditContext): boolean {
  return (
    !BY_OPERATORS.test(name) &&
    librariesByImport(context.knowledge, name).some(
      ({ calls = [], metal }) => metal.every(({ gpu }) => gpu === undefined) && calls.some(computesByItself),
    )
  )
}

/** Whether a call is given a device and computes there; what another package computes is asked of that one. */
function computesByItself({ given = [], with: others, beside }: LibraryCall): boolean {
  return others === undefined && beside === undefined && given.some(isOfGpu)
}

function isOfGpu({ argument }: Given): boolean {
  return argument === 'gpu' || PLACING.some((name) => name === argument)
}

/** Whether something says that the GPU path of a library works on Metal, be it in part: then its calls are told apart. */
function isProved(name: string, context: AuditContext): boolean {
  if (BY_OPERATORS.test(name) || OF_PYTHON.test(name)) return true
  return librariesByImport(context.knowledge, name).some(({ pypi, metal }) => {
    const version = pypi.map((own) => versionOf(context, own)).find((own) => own !== undefined)
    const statement = statementFor(metal, version, context.asOf)
    return statement?.gpu === true || statement?.onRequest === true
  })
}
