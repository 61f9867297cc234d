import type { Setting } from '../../project/facts.ts'
import type { AuditContext } from '../rule.ts'

/** What code calls the settings that it has read: `config`, `args`, `self.cfg.train`; not what a function merely hands on. */
const HOLDER = String.raw`(?!\w*kwarg)\w*(?:cfg|conf|arg|opt|hp|param|setting|flag)\w*(?:\.\w+)*`

/** Settings made arguments or attributes all at once: `Trainer(**config["train"])`, `vars(args).update(config)`. */
const SPREAD = new RegExp(
  String.raw`\*\*\s*(${HOLDER}(?:\[['"]\w+['"]\])?)|\bsetattr\(|\b__dict__\b|\binstantiate|\bupdate\(\s*${HOLDER}`,
  'gi',
)

/** A name that stands for all that a file holds. */
const WHOLE =
  /^(?:self\.)?_?(?:c(?:on)?fgs?|conf|config(?:s|uration)?|arg(?:ument)?s|opts?|options|hps?|hparams|params|settings|flags)$/i

/** Whether code that was read takes a setting by its name, or takes all that stand beside it. */
export function isTakenByCode({ path }: Setting, { facts }: AuditContext): boolean {
  const key = path.findLast((part) => !/^\d+$/.test(part)) ?? ''
  if (facts.modules.length === 0 || !/^\w+$/.test(key)) return true
  const byName = new RegExp(String.raw`['"](?:--)?${key}['"]|\b${HOLDER}\.${key}\b|^ {4}${key}\s*:[^,()]*$`, 'im')
  const sections = path.slice(0, -1)
  return facts.modules.some(
    ({ file: { text } }) =>
      byName.test(text) ||
      [...text.matchAll(SPREAD)].some(
        ([, holder]) =>
          holder === undefined || WHOLE.test(holder) || sections.some((section) => holder.includes(section)),
      ),
  )
}
