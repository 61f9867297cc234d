import type { Setting } from '../../../project/facts.ts'
import { libraryByPypi } from '../../../knowledge/libraries.ts'
import { statementOnMac } from '../../../knowledge/taken.ts'
import type { Effect } from '../../../report/report.ts'
import type { AuditContext } from '../../rule.ts'
import { torchIsBefore } from '../../torch/torch-version.ts'
import { isBefore, versionOf } from '../../packages/package-version.ts'
import type { Kind } from './prose.ts'
import { keysOfDevices } from '../../devices/read-by-key.ts'
import { isOfTrainer } from './trainer.ts'

/** What makes a setting one that only CUDA can follow. */
interface Choice {
  readonly kind: Kind
  readonly effect: Effect
  readonly key: RegExp
  readonly value: RegExp
  readonly families?: readonly Setting['family'][]
  readonly holds?: (context: AuditContext, setting: Setting) => boolean
  /** Set where it holds for what code does with the setting. */
  readonly isTaken?: true
}

const TRUE = /^(?:true|yes|on)$/i

const DEVICE: Choice = {
  kind: 'device',
  effect: 'blocks',
  key: /(?:^|_)(?:device|accelerator|map_location)(?:_type|_map)?$/i,
  value: /^cuda(?::\d+)?$/i,
}

/** The first that fits decides. Keys are the last of a setting's path. */
const CHOICES: readonly Choice[] = [
  { kind: 'nccl', effect: 'blocks', key: /backend|^dist|process_group/i, value: /^nccl$/i },
  { kind: 'accelerator', effect: 'blocks', key: /^accelerator$/, value: /^cuda$/, holds: isOfTrainer },
  { kind: 'gpus', effect: 'blocks', key: /^gpus$/, value: /^-?[1-9]\d*$/, holds: countsGpus },
  DEVICE,
  {
    kind: 'strategy',
    effect: 'blocks',
    key: /^strategy$/,
    value: /^(?:ddp|fsdp|deepspeed)/,
    families: ['lightning', 'hydra'],
  },
  {
    kind: 'distributed',
    effect: 'blocks',
    key: /^distributed_type$/,
    value: /^(?:MULTI_GPU|DEEPSPEED|FSDP|MEGATRON_LM)$/,
    families: ['accelerate'],
  },
  { kind: 'provider', effect: 'ignores-gpu', key: /./, value: /^(?:CUDA|Tensorrt)ExecutionProvider$/ },
  { kind: 'attention', effect: 'blocks', key: /attn|attention/i, value: /^flash_attention_[23]$/ },
  {
    kind: 'attention',
    effect: 'blocks',
    key: /^(?:use_|enable_)?(?:flash_?attn(?:_?2)?|flash_attention(?:_2)?|xformers(?:_memory_efficient_attention)?)$/i,
    value: TRUE,
  },
  { kind: 'optimiser', effect: 'blocks', key: /optim/i, value: /^(?!.*torch).*8bit/i },
  { kind: 'quantised', effect: 'blocks', key: /^load_in_[48]bit$/, value: TRUE, holds: quantisingNeedsCuda },
  {
    kind: 'fp16',
    effect: 'blocks',
    key: /^mixed_precision$/,
    value: /^fp16$/,
    families: ['accelerate'],
    holds: (context) => torchIsBefore(context, '2.5.0'),
  },
  {
    kind: 'bf16',
    effect: 'blocks',
    key: /^mixed_precision$/,
    value: /^bf16$/,
    families: ['accelerate'],
    holds: (context) => torchIsBefore(context, '2.6.0'),
  },
  {
    kind: 'pinned',
    effect: 'info',
    key: /^(?:dataloader_)?pin_memory$/,
    value: TRUE,
    families: ['accelerate', 'hydra', 'lightning', 'plain'],
  },
  {
    ...DEVICE,
    key: /./,
    holds: (context, { path }) => keysOfDevices(context).has(keyOf(path)),
    isTaken: true,
  },
]

/** What a setting chooses that only CUDA has; undefined when it is nothing of the kind. */
export function choiceOf(setting: Setting, context: AuditContext): Choice | undefined {
  const { path, value, family } = setting
  const text = String(value)
  const key = keyOf(path)
  return CHOICES.find(
    (choice) =>
      choice.key.test(key) &&
      choice.value.test(text) &&
      (choice.families?.includes(family) ?? true) &&
      (choice.holds?.(context, setting) ?? true),
  )
}

/** Whether a setting chooses CUDA's device, which hurts where code takes it by its key. */
export function isCudaDevice({ path, value }: Setting): boolean {
  return DEVICE.key.test(keyOf(path)) && DEVICE.value.test(String(value))
}

/** The last key of a path; in a list it is the one that names the list. */
export function keyOf(path: Setting['path']): string {
  return path.findLast((part) => !/^\d+$/.test(part)) ?? ''
}

/** Whether `gpus` is an argument of Lightning’s trainer, which is none since 2.0. */
function countsGpus(context: AuditContext, setting: Setting): boolean {
  const name = versionOf(context, 'pytorch-lightning') === undefined ? 'lightning' : 'pytorch-lightning'
  return isOfTrainer(context, setting) && isBefore(context, name, '2.0.0', '2023-03-15')
}

function quantisingNeedsCuda({ knowledge, target, asOf }: AuditContext): boolean {
  const library = libraryByPypi(knowledge, 'bitsandbytes')
  const statement = library && statementOnMac(knowledge, library, target.packages['bitsandbytes']?.version, asOf)
  return statement?.gpu === false
}
