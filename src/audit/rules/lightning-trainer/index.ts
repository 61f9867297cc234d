import type { CallSeen } from '../../../trace/observation.ts'
import { siteOfPlace } from '../../../trace/site.ts'
import { options, type Value } from '../../../trace/value.ts'
import { liveCalls } from '../../observations/live-calls.ts'
import { isBefore, versionOf } from '../../packages/package-version.ts'
import { isTrue, type Passed, settingSubject, textOf, textsOf } from '../../observations/call-arguments.ts'
import type { AuditContext, Draft, Rule } from '../../rule.ts'
import { certaintyOf } from '../../observations/seen.ts'
import { argumentSite } from '../../observations/sites.ts'
import { type Advice, advice, title } from './prose.ts'

/** Arguments of Lightning's Trainer that it refuses on a Mac, or takes and does not follow; those of its versions alone are facts of the library. */
export const rule = {
  code: 'lightning/trainer',
  title,
  words: { strong: ['cuda', 'gpu', 'gpus', 'mps'], given: ['strategy'], weak: ['Trainer'], carriers: ['accelerator'] },
  find: (context) => liveCalls(context, TRAINER).flatMap((call) => draftsOf(call, context)),
} satisfies Rule

function draftsOf(call: CallSeen, context: AuditContext): Draft[] {
  return [
    ...ofAccelerator(call),
    ...ofStrategy(call, context),
    ...ofGpus(call, context),
    ...ofDevices(call),
    ...ofPrecision(call, context),
  ]
}

const TRAINER = /^(pytorch_lightning|lightning|lightning_fabric)\.(\w+\.)*(Trainer(?:\.from_argparse_args)?|Fabric)$/

/** `accelerator="gpu" if torch.cuda.is_available() else "cpu"`, which would be Metal on a Mac if nobody asked. */
function ofAccelerator(call: CallSeen): Draft[] {
  const given = call.keywords.get('accelerator')
  if (!given || textOf(given.value) !== 'cpu' || !given.value.basis?.some(({ fact }) => fact === 'cuda')) return []
  return [{ ...draft(call, 'accelerator', given, advice.accelerator), effect: 'ignores-gpu' }]
}

/** The DDP family together with Metal's accelerator, which is what `gpu` and `auto` mean on a Mac. */
function ofStrategy(call: CallSeen, context: AuditContext): Draft[] {
  const given = call.keywords.get('strategy')
  const accelerator = call.keywords.get('accelerator')
  const isOnGpu = accelerator
    ? textsOf(accelerator.value).some((text) => /^(?:gpu|auto|mps)$/.test(text))
    : !isOlder(context, '2.0.0', '2023-03-15')
  return given && isOnGpu && isForProcesses(given.value) ? [draft(call, 'strategy', given, advice.strategy)] : []
}

/** `"ddp_find_unused_parameters_true"` as well as `DDPStrategy(...)`. */
function isForProcesses(strategy: Value): boolean {
  const names = options(strategy).map((own) => (own.kind === 'instance' ? own.of : (textOf(own) ?? '')))
  return names.every((name) => /^(?:ddp|deepspeed)|\.(?:DDP|DeepSpeed|FSDP|Parallel)\w*Strategy$/.test(name))
}

/**
 * `gpus=1`, which later versions do not take anywhere, and in any version `gpus=1 if torch.cuda.is_available() else 0`, by which
 * the trainer takes the CPU.
 */
function ofGpus(call: CallSeen, context: AuditContext): Draft[] {
  const given = call.keywords.get('gpus')
  const accelerator = textOf(call.keywords.get('accelerator')?.value) ?? ''
  if (given && isNoneForCuda(given.value) && !/^(?:mps|auto)$/.test(accelerator)) {
    const causes = (given.value.basis ?? []).map(({ place }) => siteOfPlace(place))
    return [{ ...draft(call, 'gpus', given, advice.noGpus), effect: 'ignores-gpu', causes }]
  }
  if (!given || !isTrue(given.value) || !isOlder(context, '2.0.0', '2023-03-15')) return []
  return [draft(call, 'gpus', given, advice.gpus)]
}

/** Whether a number or list of GPUs is none for want of CUDA, and of nothing else. */
function isNoneForCuda(value: Value): boolean {
  const { basis = [] } = value
  const isNone = value.kind === 'constant' ? !value.value : value.kind === 'collection' && value.items.length === 0
  return isNone && basis.length > 0 && basis.every(({ fact }) => fact === 'cuda')
}

/** `devices=torch.cuda.device_count()`, which is none on a Mac, and what no accelerator can do with. */
function ofDevices(call: CallSeen): Draft[] {
  const given = call.keywords.get('devices')
  return given && given.value.kind === 'constant' && given.value.value === 0 && isNoneForCuda(given.value)
    ? [draft(call, 'devices', given, advice.devices)]
    : []
}

/** 

/** Mixed precision, which was for CUDA whatever the accelerator. */
function ofPrecision(call: CallSeen, context: AuditContext): Draft[] {
  const given = call.keywords.get('precision')
  const accelerator = textOf(call.keywords.get('accelerator')?.value)
  if (!given || accelerator === 'cpu' || !isOlder(context, '2.6.0', '2025-11-28')) return []
  const all = options(given.value)
  const mixed = all.filter((own) => own.kind === 'constant' && MIXED.test(String(own.value)))
  if (mixed.length === 0) return []
  const found = draft(call, 'precision', given, advice.precision)
  return [{ ...found, effect: 'degrades', ...(mixed.length < all.length ? { certainty: 'possible' } : {}) }]
}

const MIXED = /^(?:16|bf16|16-mixed|bf16-mixed)$/

/** Lightning comes under two names, with the same versions. */
function isOlder(context: AuditContext, version: string, released: string): boolean {
  const name = versionOf(context, 'pytorch-lightning') === undefined ? 'lightning' : 'pytorch-lightning'
  return isBefore(context, name, version, released)
}

function draft(call: CallSeen, name: string, given: Passed, { message, fix, sources }: Advice): Draft {
  return {
    effect: 'blocks',
    certainty: certaintyOf(call, 'likely'),
    message,
    subject: settingSubject(name, given.value),
    sites: [argumentSite(call, given.argument)],
    sources,
    fix: { kind: 'manual', effort: 'minutes', summary: fix },
    backend: 'mps',
    group: message,
  }
}
