import { ge, valid } from '@renovatebot/pep440'
import type { Setting } from '../../../project/facts.ts'
import { hasName } from '../../../trace/words.ts'
import { fixBy } from '../../finding/fix-by.ts'
import type { About } from '../../finding/edit-at.ts'
import type { AuditContext, DraftFix, PlannedEdit } from '../../rule.ts'
import { fixes, whys } from './prose.ts'

/** What a configuration names to have a trainer of Lightning made of the keys beside it. */
const TRAINER = /^(?:lightning|pytorch_lightning|lightning_fabric)\b.*\.(?:Trainer|Fabric)$/

/** Whether a setting is an argument of a trainer of Lightning: by the keys of its file, or by the class that is named beside it. */
export function isOfTrainer(context: AuditContext, setting: Setting): boolean {
  const target = besideIt(setting, '_target_', context)
  if (target !== undefined) return TRAINER.test(String(target.value))
  return setting.family === 'lightning' && /^(?:trainer)?$/.test(setting.path.slice(0, -1).join('.'))
}

/** `gpu` for `cuda`: Lightning takes it for CUDA or for Metal, whichever the machine has, since there is `cuda` (1.7). */
export function chooseGpu(setting: Setting, context: AuditContext): DraftFix {
  const isCertain = importsLightning(context) && !isReadByName(context)
  const edit = editOf(setting, 'gpu', { safety: isCertain ? 'safe' : 'suggested', why: whys.accelerator })
  return fixBy([edit], { effort: 'minutes', summary: fixes.accelerator })
}

/** `auto` for `ddp`, where Lightning has it and nothing asks for several devices, of which a Mac has but one. */
export function chooseStrategy(setting: Setting, context: AuditContext): DraftFix {
  const devices = besideIt(setting, 'devices', context)?.value
  const isOpen = devices === undefined || ['1', '-1', 'auto'].includes(String(devices))
  const canChoose = setting.value === 'ddp' && isOpen && isOfTrainer(context, setting) && hasAuto(context)
  const edit = canChoose ? editOf(setting, 'auto', { safety: 'suggested', why: whys.strategy }) : undefined
  return fixBy([edit], { effort: 'minutes', summary: fixes.strategy })
}

const PACKAGES: readonly string[] = ['lightning', 'pytorch-lightning']

/** `auto` is a strategy since Lightning 2.0. */
function hasAuto({ target, facts }: AuditContext): boolean {
  const versions = PACKAGES.filter((name) => facts.declarations.some((declaration) => declaration.name === name)).map(
    (name) => target.packages[name]?.version,
  )
  return (
    versions.length > 0 && versions.every((each) => each !== undefined && valid(each) !== null && ge(each, '2.0.0'))
  )
}

function importsLightning({ traits }: AuditContext): boolean {
  return ['lightning', 'pytorch_lightning', 'lightning_fabric'].some((module) => traits.imports.has(module))
}

/** Whether code looks at the setting itself, and may do something for `cuda`. */
function isReadByName({ trace }: AuditContext): boolean {
  return trace.modules.some(
    ({ words: { settings, quoted } }) =>
      hasName(settings.ofConfigurations, 'accelerator') || hasName(quoted, 'accelerator'),
  )
}

function besideIt({ file, path }: Setting, key: string, { facts }: AuditContext): Setting | undefined {
  const section = path.slice(0, -1).join('\0')
  return facts.settings.find(
    (other) => other.file === file && other.path.at(-1) === key && other.path.slice(0, -1).join('\0') === section,
  )
}

function editOf({ file, written }: Setting, text: string, about: About): PlannedEdit | undefined {
  return written && { file, ...written, text, ...about }
}
