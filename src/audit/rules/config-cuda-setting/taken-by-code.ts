import type { Setting } from '../../../project/facts.ts'
import type { AuditContext } from '../../rule.ts'

/** What code calls the settings that it has read: `config`, `self.cfg.train`, and `args` where they are not those of the command line. */
const READ = 'cfg|conf|configs?|configuration|hps?|hparams|params|settings?'
const GIVEN = 'args?|opts?|options|flags?'

function holderOf(words: string): string {
  return String.raw`(?:\w+_)?(?:${words})(?:_\w+)?(?:\.\w+)*`
}

/** Settings made arguments all at once: `Trainer(**config["train"])`. */
const SPREAD = new RegExp(String.raw`\*\*\s*(${holderOf(`${READ}|${GIVEN}`)}(?:\[['"]\w+['"]\])?)`, 'gi')

/** A name that stands for all that a file holds. */
const WHOLE =
  /^(?:self\.)?_?(?:c(?:on)?fgs?|conf|config(?:s|uration)?|arg(?:ument)?s|opts?|options|hps?|hparams|params|settings|flags)$/i

/** Settings made attributes all at once, in a file that reads such files itself: `vars(args).update(yaml.safe_load(file))`. */
const ADOPTED = /\bsetattr\(|\b__dict__\b|\bvars\(\w+\)\.update\(|\bset_defaults\(\*\*/
const READS: readonly (readonly [RegExp, RegExp])[] = [
  [/\.ya?ml$/, /\b(?:yaml|omegaconf|hydra|addict|mmcv|yacs)\b/i],
  [/\.json$/, /\bjson\b/],
  [/\.toml$/, /\btoml/],
]

/** Sections that frameworks pass to a class which another setting names. */
const ARGUMENTS = /^(?:params|kwargs|args|init_args)$/

/** Whether code that was read takes a setting by its name, or takes all that stand beside it. */
export function isTakenByCode({ path, file: own }: Setting, { facts }: AuditContext): boolean {
  const key = path.findLast((part) => !/^\d+$/.test(part)) ?? ''
  const sections = path.slice(0, -1)
  const isOpen = facts.modules.length === 0 || !/^\w+$/.test(key)
  if (isOpen || sections.some((section) => ARGUMENTS.test(section))) return true
  const option = new RegExp(String.raw`add_argument\(\s*['"]--${key}['"]`)
  const isOption = facts.modules.some(({ file: { text } }) => option.test(text))
  const holder = holderOf(isOption ? READ : `${READ}|${GIVEN}`)
  const byName = new RegExp(String.raw`['"]${key}['"]|\b${holder}\.${key}\b|^ {4}${key}\s*:[^,()]*$`, 'im')
  const reads = READS.find(([ending]) => ending.test(own))?.[1] ?? /(?:)/
  return facts.modules.some(({ file: { text } }) => {
    if (byName.test(text) || (ADOPTED.test(text) && reads.test(text))) return true
    // What a file that reads other formats calls its settings are not these.
    const isOther = !reads.test(text) && READS.some(([, others]) => others.test(text))
    return [...text.matchAll(SPREAD)].some(
      ([, name = '']) => (WHOLE.test(name) && !isOther) || sections.some((section) => name.includes(section)),
    )
  })
}
